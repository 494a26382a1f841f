import type { Result } from "@splashmy/client";
import { Heart, Image } from "lucide-react";
import { RowsPhotoAlbum } from "react-photo-album";
import "react-photo-album/rows.css";
import { Link } from "wouter";
import { api } from "../client.ts";
import { number, t } from "../language/index.ts";
import { useStyleNames } from "../styles/names.ts";
import { useAddress } from "../ui/address.ts";
import { Listed, useList } from "../ui/list.tsx";
import { Empty } from "../ui/parts.tsx";
import { Picture } from "../ui/picture.tsx";

type Order = "newest" | "likes";
type Period = "today" | "week" | "month" | "all";
type Shown = { order: Order; period: Period };

const PERIODS: Period[] = ["today", "week", "month", "all"];

function useShown(): [Shown, (shown: Shown) => void] {
  const [{ order, period }, setAddress] = useAddress({ order: "newest", period: "all" });
  const shown: Shown = {
    order: order === "likes" ? "likes" : "newest",
    period: PERIODS.find((one) => one === period) ?? "all",
  };
  return [shown, setAddress];
}

/** What people published, all of it or what was made in one style. */
export function PublicGallery({ style }: { style?: { id: string; name: string } }) {
  const [shown, setShown] = useShown();
  const list = useList<Result>(["results", "public", style?.id, shown], (cursor) =>
    api.GET("/api/v1/processing/results/public/", {
      params: {
        query: {
          ...shown,
          page_size: 30,
          ...(style && { style: style.id }),
          ...(cursor && { cursor }),
        },
      },
    }),
  );
  const periods: [Period, string][] = [
    ["today", t("Today")],
    ["week", t("This week")],
    ["month", t("This month")],
    ["all", t("All time")],
  ];
  return (
    <section className="stack" aria-labelledby="public-gallery">
      <div className="row between">
        <h2 id="public-gallery">{style ? t("Made in this style") : t("From the community")}</h2>
        <div className="chips">
          <Chip
            on={shown.order === "newest"}
            act={() => setShown({ order: "newest", period: "all" })}
          >
            {t("Newest")}
          </Chip>
          <Chip on={shown.order === "likes"} act={() => setShown({ ...shown, order: "likes" })}>
            {t("Most liked")}
          </Chip>
        </div>
      </div>
      {shown.order === "likes" && (
        <div className="chips">
          {periods.map(([period, name]) => (
            <Chip
              key={period}
              on={shown.period === period}
              act={() => setShown({ order: "likes", period })}
            >
              {name}
            </Chip>
          ))}
        </div>
      )}
      <Listed
        list={list}
        empty={
          <Empty icon={<Image size={40} aria-hidden />} title={t("Nothing is published here yet")}>
            <p>{t("Create a picture and publish it: it will be the first.")}</p>
            <Link to={style ? `/make?style=${style.id}` : "/make"} className="button">
              {t("Create a picture")}
            </Link>
          </Empty>
        }
      >
        <Album results={list.items} />
      </Listed>
    </section>
  );
}

function Chip({ on, act, children }: { on: boolean; act: () => void; children: string }) {
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={act}>
      {children}
    </button>
  );
}

function Album({ results }: { results: Result[] }) {
  const photos = results.map((result) => ({
    key: result.id,
    src: result.thumbnail_url,
    width: result.width,
    height: result.height,
    result,
  }));
  return (
    <RowsPhotoAlbum
      photos={photos}
      spacing={12}
      targetRowHeight={(width) => (width < 600 ? 190 : 270)}
      rowConstraints={{ singleRowMaxHeight: 340 }}
      defaultContainerWidth={1160}
      render={{
        photo: (_, { photo, width, height }) => (
          <div className="gallery-cell" key={photo.key} style={{ width, height }}>
            <PublicShot result={photo.result} />
          </div>
        ),
      }}
    />
  );
}

function PublicShot({ result }: { result: Result }) {
  const style = useStyleNames()(result.style) ?? t("Picture");
  return (
    <Link to={`/results/${result.id}`} className="shot">
      <Picture
        src={result.thumbnail_url}
        alt={t("{style} by {author}", {
          style,
          author: result.author,
        })}
      />
      <span className="over" aria-hidden>
        <span className="cut">
          {style} · {result.author}
        </span>
        <span className="row">
          <Heart size={15} fill={result.user_has_liked ? "currentColor" : "none"} />
          {number(result.like_count)}
        </span>
      </span>
    </Link>
  );
}
