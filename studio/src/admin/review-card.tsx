import type { Review } from "@splashmy/client";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { date } from "../language/index.ts";
import { Note } from "../ui/errors.tsx";
import { Picture } from "../ui/picture.tsx";
import { reasonName } from "../ui/report.tsx";
import { t } from "./words.ts";

/** An image or a result with what was said of it; `children` are the acts. */
export function ReviewCard({ review, children }: { review: Review; children: ReactNode }) {
  return (
    <article className="review">
      <div className="review-picture">
        <Picture src={review.url} alt={review.title} eager />
      </div>
      <div className="stack">
        <Badges review={review} />
        <h2>{review.title || t("Picture")}</h2>
        <p className="fine">
          <Link to={`/admin/users/${review.owner_id}`}>{review.author}</Link>
          {" · "}
          {date(review.created_at)}
        </p>
        {review.description && <p>{review.description}</p>}
        {review.taken_down && (
          <Note kind="warn">
            {t("Taken down on {day}: {reason}", {
              day: date(review.taken_down.at),
              reason: reasonName(review.taken_down.reason),
            })}
          </Note>
        )}
        {review.appeal && <blockquote className="prompt">{review.appeal}</blockquote>}
        {review.reports.map((report) => (
          <blockquote key={report.created_at} className="prompt">
            <b>{reasonName(report.reason)}</b>
            {report.text}
          </blockquote>
        ))}
        <div className="row">{children}</div>
        <p className="fine">
          <Link to={placeOf(review)}>
            <code>{review.id}</code>
          </Link>
        </p>
      </div>
    </article>
  );
}

function Badges({ review }: { review: Review }) {
  return (
    <div className="row">
      {review.in_review && (
        <span className={review.kind === "rejected" ? "badge" : "badge warn"}>
          {kindName(review.kind)}
        </span>
      )}
      {review.report_count > 0 && (
        <span className="badge bad">
          {t("{count, plural, one {# report} other {# reports}}", { count: review.report_count })}
        </span>
      )}
      {review.is_public && <span className="badge good">{t("Public")}</span>}
      {review.labels.map((label) => (
        <span key={label} className="badge bad">
          {label}
        </span>
      ))}
    </div>
  );
}

function placeOf(review: Review): string {
  return review.thing === "image"
    ? `/admin/pictures/${review.id}?thing=image`
    : `/admin/pictures/${review.id}`;
}

export function kindName(kind: Review["kind"]): string {
  return { rejected: t("Refused"), appealed: t("Appealed"), reported: t("Reported") }[kind];
}
