import { data } from "@splashmy/client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api } from "../client.ts";
import { bytes, number, t } from "../language/index.ts";
import { Head } from "../ui/parts.tsx";
import { useTitle } from "../ui/title.ts";
import { Photos } from "./photos.tsx";
import { Pictures } from "./pictures.tsx";
import "./library.css";

export default function Library({ what }: { what: "pictures" | "photos" }) {
  useTitle(t("Library"));
  const { data: stats } = useQuery({
    queryKey: ["images", "stats"],
    queryFn: () => data(api.GET("/api/v1/images/stats/")),
  });
  return (
    <div className="page">
      <Head
        title={t("Library")}
        lede={
          stats &&
          t("{photos, plural, one {# photo} other {# photos}}, {size} stored", {
            photos: stats.total_images,
            size: bytes(stats.storage_used_bytes),
          })
        }
      >
        {stats && (
          <span className="fine">
            {t("{remaining} of {limit} uploads left today", {
              remaining: number(stats.remaining),
              limit: number(stats.daily_limit),
            })}
          </span>
        )}
      </Head>
      <nav className="chips library-tabs" aria-label={t("Library")}>
        <Link
          to="/library"
          className="chip"
          aria-current={what === "pictures" ? "page" : undefined}
        >
          {t("Pictures")}
        </Link>
        <Link
          to="/library/photos"
          className="chip"
          aria-current={what === "photos" ? "page" : undefined}
        >
          {t("Photos")}
        </Link>
      </nav>
      {what === "pictures" ? <Pictures /> : <Photos />}
    </div>
  );
}
