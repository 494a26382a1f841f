import { data, type PublicImage } from "@splashmy/client";
import { Image } from "lucide-react";
import { Link } from "wouter";
import { api } from "../client.ts";
import { t } from "../language/index.ts";
import { useUser } from "../session/user.ts";
import { Listed, useList } from "../ui/list.tsx";
import { Empty } from "../ui/parts.tsx";
import { Album, type Shot } from "./album.tsx";

/** The photos that people published themselves. */
export function PublicPhotos() {
  const { profile } = useUser();
  const list = useList<PublicImage>(["images", "public"], (cursor) =>
    api.GET("/api/v1/images/public/", {
      params: { query: { page_size: 30, ...(cursor && { cursor }) } },
    }),
  );
  const shots = list.items.map((image): Shot => {
    const title = image.title || t("Photo");
    const params = { path: { image_id: image.id } };
    return {
      id: image.id,
      to: `/photos/${image.id}`,
      src: image.thumbnail_url,
      width: image.width,
      height: image.height,
      alt: t("{style} by {author}", { style: title, author: image.author }),
      caption: (
        <span className="cut">
          {title} · {image.author}
        </span>
      ),
      report:
        profile && profile.username !== image.author
          ? (body) => data(api.POST("/api/v1/images/{image_id}/report/", { params, body }))
          : null,
    };
  });
  return (
    <Listed
      list={list}
      empty={
        <Empty icon={<Image size={40} aria-hidden />} title={t("Nothing is published here yet")}>
          <Link to="/library/photos" className="button">
            {t("My photos")}
          </Link>
        </Empty>
      }
    >
      <Album shots={shots} />
    </Listed>
  );
}
