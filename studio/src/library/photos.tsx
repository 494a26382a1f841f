import { data, type Image } from "@splashmy/client";
import { Clock, Eye, Images, Search, ShieldAlert, Trash2, TriangleAlert } from "lucide-react";
import { useDeferredValue } from "react";
import { Link } from "wouter";
import { api, queries } from "../client.ts";
import { t } from "../language/index.ts";
import { useAddress } from "../ui/address.ts";
import { Chips } from "../ui/chips.tsx";
import { useConfirm } from "../ui/dialog.tsx";
import { Listed, useList } from "../ui/list.tsx";
import { Empty } from "../ui/parts.tsx";
import { Picture } from "../ui/picture.tsx";
import { useToast } from "../ui/toast.tsx";
import { Mark } from "./pictures.tsx";
import { type Act, Cell, forEach, SelectionBar, useSelection } from "./selection.tsx";

type Status = Image["status"];

const STATUSES: Status[] = ["ready", "processing", "rejected", "failed"];
const CHECKING_MS = 3_000;

export function Photos() {
  const [address, setAddress] = useAddress({ q: "", status: "" });
  const status = STATUSES.find((one) => one === address.status) ?? null;
  const words = address.q;
  const search = useDeferredValue(words.trim());
  const selection = useSelection();
  const [ask, question] = useConfirm();
  const { say } = useToast();
  const list = useList<Image>(
    ["images", "own", status, search],
    (cursor) =>
      api.GET("/api/v1/images/", {
        params: {
          query: {
            page_size: 40,
            ...(status && { status }),
            ...(search && { search }),
            ...(cursor && { cursor }),
          },
        },
      }),
    { refetchInterval: (images) => images.some(isArriving) && CHECKING_MS },
  );
  const remove = async (ids: string[]) => {
    await forEach(ids, (id) =>
      data(api.DELETE("/api/v1/images/{image_id}/", { params: { path: { image_id: id } } })),
    );
    say(
      t("{count, plural, one {# photo is} other {# photos are}} deleted.", { count: ids.length }),
    );
    selection.start(false);
    void queries.invalidateQueries({ queryKey: ["images"] });
    void queries.invalidateQueries({ queryKey: ["results"] });
  };
  const acts: Act[] = [
    {
      name: t("Delete"),
      icon: <Trash2 size={16} aria-hidden />,
      run: async (ids) =>
        ask({
          title: t("Delete these photos?"),
          text: t("What was made from them is deleted too. It cannot be brought back."),
          yes: t("Delete"),
          danger: true,
          act: () => remove(ids),
        }),
    },
  ];
  const filters: [Status | null, string][] = [
    [null, t("All")],
    ["ready", t("Ready")],
    ["processing", t("Being checked")],
    ["rejected", t("Refused")],
    ["failed", t("Failed")],
  ];
  return (
    <div className="stack">
      <div className="searchbox">
        <Search size={19} aria-hidden />
        <input
          type="search"
          aria-label={t("Search your photos")}
          placeholder={t("Search your photos")}
          value={words}
          onChange={(event) => setAddress({ q: event.target.value })}
        />
      </div>
      <div className="row between">
        <Chips
          label={t("Filter")}
          choices={filters}
          value={status}
          onChange={(value) => setAddress({ status: value ?? "" })}
        />
        {list.items.length > 0 && <SelectionBar selection={selection} acts={acts} />}
      </div>
      <Listed list={list} empty={<NoPhotos isFiltered={search !== "" || status !== null} />}>
        <div className="grid">
          {list.items.map((image) => (
            <Cell
              key={image.id}
              id={image.id}
              to={`/photos/${image.id}`}
              label={image.title || image.original_filename}
              selection={selection}
            >
              <PhotoFace image={image} />
            </Cell>
          ))}
        </div>
      </Listed>
      {question}
    </div>
  );
}

function isArriving({ status }: Image): boolean {
  return status === "processing" || status === "awaiting_upload";
}

function PhotoFace({ image }: { image: Image }) {
  const name = image.title || image.original_filename;
  if (image.status === "ready") {
    return (
      <>
        <Picture src={image.thumbnail_url} alt={image.alt_text || name} />
        {image.is_public && (
          <span className="corner">
            <Mark icon={<Eye size={14} />} name={t("Public")} />
          </span>
        )}
      </>
    );
  }
  return (
    <span className="photo-state">
      <StatusIcon status={image.status} />
      <b className="cut">{name}</b>
      <span className="fine">{imageStatusName(image.status)}</span>
    </span>
  );
}

function StatusIcon({ status }: { status: Status }) {
  if (status === "rejected") return <ShieldAlert size={28} aria-hidden />;
  if (status === "failed") return <TriangleAlert size={28} aria-hidden />;
  return <Clock size={28} aria-hidden />;
}

export function imageStatusName(status: Status): string {
  const names: Record<string, string> = {
    awaiting_upload: t("Waiting for the file"),
    processing: t("Being checked"),
    ready: t("Ready"),
    rejected: t("Refused"),
    failed: t("Failed"),
  };
  return names[status] ?? status;
}

function NoPhotos({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return <Empty icon={<Search size={40} aria-hidden />} title={t("No photo matches")} />;
  return (
    <Empty icon={<Images size={40} aria-hidden />} title={t("You have no photos yet")}>
      <Link to="/make" className="button">
        {t("Add a photo")}
      </Link>
    </Empty>
  );
}
