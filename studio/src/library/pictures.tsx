import { data, type Result } from "@splashmy/client";
import { Download, Eye, Heart, Images, Star, Trash2 } from "lucide-react";
import { Link } from "wouter";
import { api } from "../client.ts";
import { t } from "../language/index.ts";
import { forgetResults } from "../results/queries.ts";
import { useStyleNames } from "../styles/names.ts";
import { useAddress } from "../ui/address.ts";
import { Chips } from "../ui/chips.tsx";
import { useConfirm } from "../ui/dialog.tsx";
import { Listed, useList } from "../ui/list.tsx";
import { Empty } from "../ui/parts.tsx";
import { Picture } from "../ui/picture.tsx";
import { useToast } from "../ui/toast.tsx";
import { saveArchive } from "./archive.ts";
import { type Act, Cell, forEach, SelectionBar, useSelection } from "./selection.tsx";

const SHOWN = ["all", "favourites", "liked"] as const;
type Shown = (typeof SHOWN)[number];

export function Pictures() {
  const [address, setAddress] = useAddress({ shown: "all" });
  const shown = SHOWN.find((one) => one === address.shown) ?? "all";
  const selection = useSelection();
  const [ask, question] = useConfirm();
  const { say } = useToast();
  const list = usePictures(shown);
  const styleName = useStyleNames();
  const label = ({ style, prompt }: Result) => styleName(style) ?? (prompt || t("Picture"));
  const done = (sentence: string) => {
    say(sentence);
    selection.start(false);
    forgetResults();
  };
  const remove = async (ids: string[]) => {
    await forEach(ids, (id) =>
      data(
        api.DELETE("/api/v1/processing/results/{result_id}/", {
          params: { path: { result_id: id } },
        }),
      ),
    );
    done(
      t("{count, plural, one {# picture is} other {# pictures are}} deleted.", {
        count: ids.length,
      }),
    );
  };
  const publish = async (ids: string[]) => {
    await forEach(ids, (id) =>
      data(
        api.POST("/api/v1/processing/results/{result_id}/visibility/", {
          params: { path: { result_id: id } },
          body: { is_public: true },
        }),
      ),
    );
    done(
      t("{count, plural, one {# picture is} other {# pictures are}} public now.", {
        count: ids.length,
      }),
    );
  };
  const confirmed =
    (title: string, yes: string, danger: boolean, act: (ids: string[]) => Promise<void>) =>
    (ids: string[]) =>
      new Promise<void>((resolve) => {
        ask({
          title,
          text: t("{count} selected", { count: ids.length }),
          yes,
          danger,
          act: () => act(ids),
        });
        resolve();
      });
  const acts: Act[] = [
    {
      name: t("Download"),
      icon: <Download size={16} aria-hidden />,
      run: (ids) => saveArchive(ids),
    },
    {
      name: t("Publish"),
      icon: <Eye size={16} aria-hidden />,
      run: confirmed(t("Publish these pictures?"), t("Publish"), false, publish),
    },
    {
      name: t("Delete"),
      icon: <Trash2 size={16} aria-hidden />,
      run: confirmed(t("Delete these pictures?"), t("Delete"), true, remove),
    },
  ];
  const names: [Shown, string][] = [
    ["all", t("All")],
    ["favourites", t("Favourites")],
    ["liked", t("Liked")],
  ];
  return (
    <div className="stack">
      <div className="row between">
        <Chips
          label={t("Filter")}
          choices={names}
          value={shown}
          onChange={(value) => setAddress({ shown: value })}
        />
        {shown !== "liked" && list.items.length > 0 && (
          <SelectionBar selection={selection} acts={acts} />
        )}
      </div>
      <Listed list={list} empty={<NoPictures shown={shown} />}>
        <div className="grid">
          {list.items.map((result) => (
            <Cell
              key={result.id}
              id={result.id}
              to={`/results/${result.id}`}
              label={label(result)}
              selection={selection}
            >
              <Picture src={result.thumbnail_url} alt={label(result)} />
              <span className="corner">
                {result.is_favorite && (
                  <Mark icon={<Star size={14} fill="currentColor" />} name={t("Favourite")} />
                )}
                {result.is_owner && result.is_public && (
                  <Mark icon={<Eye size={14} />} name={t("Public")} />
                )}
              </span>
            </Cell>
          ))}
        </div>
      </Listed>
      {question}
    </div>
  );
}

function usePictures(shown: Shown) {
  return useList<Result>(["results", "own", shown], (cursor) => {
    const page = { page_size: 40, ...(cursor && { cursor }) };
    if (shown === "liked") {
      return api.GET("/api/v1/processing/results/liked/", { params: { query: page } });
    }
    const query = { ...page, ...(shown === "favourites" && { favorites: true }) };
    return api.GET("/api/v1/processing/results/", { params: { query } });
  });
}

export function Mark({ icon, name }: { icon: React.ReactNode; name: string }) {
  return (
    <span className="mark" title={name}>
      {icon}
      <span className="hidden-text">{name}</span>
    </span>
  );
}

function NoPictures({ shown }: { shown: Shown }) {
  if (shown === "liked") {
    return (
      <Empty icon={<Heart size={40} aria-hidden />} title={t("You have not liked a picture yet")}>
        <Link to="/" className="button">
          {t("To the gallery")}
        </Link>
      </Empty>
    );
  }
  return (
    <Empty icon={<Images size={40} aria-hidden />} title={t("Your pictures appear here")}>
      <Link to="/make" className="button">
        {t("Create a picture")}
      </Link>
    </Empty>
  );
}
