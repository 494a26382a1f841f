import { data, type Result } from "@splashmy/client";
import { Heart, Image } from "lucide-react";
import { Link } from "wouter";
import { api } from "../client.ts";
import { number, t } from "../language/index.ts";
import { useUser } from "../session/user.ts";
import { useStyleNames } from "../styles/names.ts";
import { useAddress } from "../ui/address.ts";
import { Chips } from "../ui/chips.tsx";
import { Listed, useList } from "../ui/list.tsx";
import { Empty } from "../ui/parts.tsx";
import { Album, type Shot } from "./album.tsx";
import { PublicPhotos } from "./photos.tsx";

type Order = "newest" | "likes" | "photos";
type Period = "today" | "week" | "month" | "all";
type Shown = { order: Order; period: Period };

const ORDERS: Order[] = ["newest", "likes", "photos"];
const PERIODS: Period[] = ["today", "week", "month", "all"];

function useShown(): [Shown, (shown: Shown) => void] {
  const [{ order, period }, setAddress] = useAddress({ order: "newest", period: "all" });
  const shown: Shown = {
    order: ORDERS.find((one) => one === order) ?? "newest",
    period: PERIODS.find((one) => one === period) ?? "all",
  };
  return [shown, setAddress];
}

/** What people published: pictures and photos, or the pictures that were made in one style. */
export function PublicGallery({ style }: { style?: { id: string; name: string } }) {
  const [{ order, period }, setShown] = useShown();
  const orders: [Order, string][] = [
    ["newest", t("Newest")],
    ["likes", t("Most liked")],
  ];
  if (!style) orders.push(["photos", t("Photos")]);
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
        <Chips
          label={t("Order")}
          choices={orders}
          value={order}
          onChange={(one) => setShown({ order: one, period: one === "likes" ? period : "all" })}
        />
      </div>
      {order === "likes" && (
        <Chips
          label={t("Time")}
          choices={periods}
          value={period}
          onChange={(one) => setShown({ order: "likes", period: one })}
        />
      )}
      {order === "photos" && !style ? (
        <PublicPhotos />
      ) : (
        <PublicResults
          order={order === "likes" ? "likes" : "newest"}
          period={period}
          style={style}
        />
      )}
    </section>
  );
}

function PublicResults({
  order,
  period,
  style,
}: {
  order: "newest" | "likes";
  period: Period;
  style: { id: string; name: string } | undefined;
}) {
  const shot = useShot();
  const list = useList<Result>(["results", "public", style?.id, order, period], (cursor) =>
    api.GET("/api/v1/processing/results/public/", {
      params: {
        query: {
          order,
          period,
          page_size: 30,
          ...(style && { style: style.id }),
          ...(cursor && { cursor }),
        },
      },
    }),
  );
  return (
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
      <Album shots={list.items.map(shot)} />
    </Listed>
  );
}

/** As the album shows it. */
function useShot(): (result: Result) => Shot {
  const styleName = useStyleNames();
  const { isSignedIn } = useUser();
  return (result) => {
    const style = styleName(result.style) ?? t("Picture");
    const params = { path: { result_id: result.id } };
    return {
      id: result.id,
      to: `/results/${result.id}`,
      src: result.thumbnail_url,
      width: result.width,
      height: result.height,
      alt: t("{style} by {author}", { style, author: result.author }),
      caption: (
        <>
          <span className="cut">
            {style} · {result.author}
          </span>
          <span className="row">
            <Heart size={15} fill={result.user_has_liked ? "currentColor" : "none"} />
            {number(result.like_count)}
          </span>
        </>
      ),
      report:
        isSignedIn && !result.is_owner
          ? (body) =>
              data(api.POST("/api/v1/processing/results/{result_id}/report/", { params, body }))
          : null,
    };
  };
}
