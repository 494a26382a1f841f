import { data, type Review } from "@splashmy/client";
import { ArrowRight, Ban, Check, Flag, Undo2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { api, queries } from "../client.ts";
import { date } from "../language/index.ts";
import { Listed, useList } from "../ui/list.tsx";
import { Empty } from "../ui/parts.tsx";
import { Picture } from "../ui/picture.tsx";
import { useToast } from "../ui/toast.tsx";
import { Reason } from "./reason.tsx";
import { t } from "./words.ts";

type Kind = Review["kind"];

/** Everything that waits for a person, one after the other; each act has a key. */
export function Reviews() {
  const [kind, setKind] = useState<Kind | null>(null);
  const [at, setAt] = useState(0);
  const list = useList<Review>(["admin", "reviews", kind], (cursor) =>
    api.GET("/api/v1/images/moderation/", {
      params: { query: { page_size: 20, ...(kind && { kind }), ...(cursor && { cursor }) } },
    }),
  );
  const review = list.items[Math.min(at, list.items.length - 1)];
  const names: [Kind | null, string][] = [
    [null, t("All")],
    ["reported", t("Reported")],
    ["appealed", t("Appealed")],
    ["rejected", t("Refused")],
  ];
  return (
    <>
      <div className="row between">
        <h1>{t("Moderation")}</h1>
        {list.count !== undefined && <span className="badge">{list.count}</span>}
      </div>
      <fieldset className="chips" aria-label={t("Filter")}>
        {names.map(([value, name]) => (
          <button
            key={name}
            type="button"
            className="chip"
            aria-pressed={kind === value}
            onClick={() => {
              setKind(value);
              setAt(0);
            }}
          >
            {name}
          </button>
        ))}
      </fieldset>
      <Listed
        list={list}
        empty={<Empty icon={<Flag size={40} aria-hidden />} title={t("Nothing waits for you")} />}
      >
        {review && (
          <One
            key={review.id}
            review={review}
            next={() => setAt((before) => (before + 1) % list.items.length)}
          />
        )}
      </Listed>
    </>
  );
}

function One({ review, next }: { review: Review; next: () => void }) {
  const { say, sayError } = useToast();
  const [isTakingDown, setTakingDown] = useState(false);
  const done = (sentence: string) => {
    say(sentence);
    return queries.invalidateQueries({ queryKey: ["admin", "reviews"] });
  };
  const kind = review.kind;
  const isRefused = kind !== "reported";
  const accept = () =>
    (isRefused ? approve(review) : restore(review))
      .then(() => done(t("It may be seen.")))
      .catch(sayError);
  const refuse = () =>
    isRefused
      ? reject(review)
          .then(() => done(t("It stays refused.")))
          .catch(sayError)
      : setTakingDown(true);
  useKeys({ a: accept, r: refuse, n: next });
  return (
    <article className="review">
      <div className="review-picture">
        <Picture src={review.url} alt={review.title} eager />
      </div>
      <div className="stack">
        <div className="row">
          <span className={kind === "rejected" ? "badge" : "badge warn"}>{kindName(kind)}</span>
          {review.labels.map((label) => (
            <span key={label} className="badge bad">
              {label}
            </span>
          ))}
        </div>
        <h2>{review.title || t("Picture")}</h2>
        <p className="fine">
          {review.author} · {date(review.created_at)}
        </p>
        {review.description && <p>{review.description}</p>}
        {review.appeal && <blockquote className="prompt">{review.appeal}</blockquote>}
        {review.reports.map((report) => (
          <blockquote key={report.created_at} className="prompt">
            <b>{report.reason}</b> {report.text}
          </blockquote>
        ))}
        <div className="row">
          <button type="button" className="button" onClick={accept}>
            {isRefused ? <Check size={18} aria-hidden /> : <Undo2 size={18} aria-hidden />}
            {isRefused ? t("Approve") : t("Leave it public")}
            <kbd>A</kbd>
          </button>
          <button type="button" className="button quiet" onClick={refuse}>
            <Ban size={18} aria-hidden />
            {isRefused ? t("Keep it refused") : t("Take it down")}
            <kbd>R</kbd>
          </button>
          <button type="button" className="button plain" onClick={next}>
            <ArrowRight size={18} aria-hidden />
            {t("Next")}
            <kbd>N</kbd>
          </button>
        </div>
      </div>
      {isTakingDown && (
        <Reason
          title={t("Take it down?")}
          yes={t("Take it down")}
          act={(reason) => takeDown(review, reason).then(() => done(t("It is taken down.")))}
          onClose={() => setTakingDown(false)}
        />
      )}
    </article>
  );
}

function kindName(kind: Kind): string {
  return { rejected: t("Refused"), appealed: t("Appealed"), reported: t("Reported") }[kind];
}

const image = (review: Review) => ({ params: { path: { image_id: review.id } } });

function approve(review: Review) {
  return data(api.POST("/api/v1/images/moderation/{image_id}/approve/", image(review)));
}

function reject(review: Review) {
  return data(api.POST("/api/v1/images/moderation/{image_id}/reject/", image(review)));
}

const result = (review: Review) => ({ params: { path: { result_id: review.id } } });

function restore(review: Review) {
  return review.thing === "result"
    ? data(api.POST("/api/v1/processing/results/{result_id}/restore/", result(review)))
    : data(api.POST("/api/v1/images/{image_id}/restore/", image(review)));
}

function takeDown(review: Review, reason: string) {
  const body = { reason };
  return review.thing === "result"
    ? data(
        api.POST("/api/v1/processing/results/{result_id}/take-down/", { ...result(review), body }),
      )
    : data(api.POST("/api/v1/images/{image_id}/take-down/", { ...image(review), body }));
}

function useKeys(acts: Record<string, () => unknown>): void {
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
      if (isTyping || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]"))
        return;
      latest.current[event.key.toLowerCase()]?.();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
