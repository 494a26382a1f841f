import { data, type Result } from "@splashmy/client";
import { useQuery } from "@tanstack/react-query";
import { ZoomIn } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Link } from "wouter";
import { api } from "../client.ts";
import { bytes, day, number, t } from "../language/index.ts";
import { useStyleNames } from "../styles/names.ts";
import { Picture } from "../ui/picture.tsx";
import { Acts } from "./acts.tsx";
import BeforeAfter from "./before-after.tsx";
import { TakenDown } from "./taken-down.tsx";
import "./results.css";

const Zoom = lazy(() => import("./zoom.tsx"));

export function ResultView({
  result,
  withHeading = false,
}: {
  result: Result;
  withHeading?: boolean;
}) {
  const [isZoomed, setZoomed] = useState(false);
  const before = useOriginal(result);
  const name = useStyleNames()(result.style) ?? t("Picture");
  const title = withHeading ? <h1>{name}</h1> : <h2>{name}</h2>;
  return (
    <div className="result">
      <div className="stack">
        {before ? (
          <BeforeAfter before={before} after={result.url} title={name} />
        ) : (
          <div className="result-picture">
            <Picture
              src={result.url}
              alt={name}
              width={result.width}
              height={result.height}
              eager
            />
          </div>
        )}
        <div className="row between">
          <span className="fine">{before ? t("Drag the handle to compare.") : ""}</span>
          <button type="button" className="button plain small" onClick={() => setZoomed(true)}>
            <ZoomIn size={17} aria-hidden />
            {t("Zoom")}
          </button>
        </div>
      </div>
      <div className="stack">
        {title}
        <p className="soft">
          {result.is_owner ? t("By you") : t("By {author}", { author: result.author })} ·{" "}
          {day(result.created_at)}
        </p>
        {result.prompt && <blockquote className="prompt">{result.prompt}</blockquote>}
        {result.taken_down && <TakenDown {...result.taken_down} />}
        <Acts result={result} />
        <dl className="facts fine">
          <dt>{t("Size")}</dt>
          <dd>
            {number(result.width)} × {number(result.height)} · {result.format.toUpperCase()} ·{" "}
            {bytes(result.size)}
          </dd>
          <dt>{t("Likes")}</dt>
          <dd>{number(result.like_count)}</dd>
        </dl>
        {result.style && (
          <p className="fine">
            <Link to={`/styles/${result.style.id}`}>{t("More about this style")}</Link>
          </p>
        )}
      </div>
      {isZoomed && (
        <Suspense>
          <Zoom result={result} onClose={() => setZoomed(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** The photo that it was made from: its owner's only. */
function useOriginal(result: Result): string | null {
  const id = result.is_owner ? result.original_image_id : null;
  const { data: image } = useQuery({
    queryKey: ["images", "one", id],
    queryFn: () =>
      data(api.GET("/api/v1/images/{image_id}/", { params: { path: { image_id: id ?? "" } } })),
    enabled: id !== null,
  });
  return image?.url ?? null;
}
