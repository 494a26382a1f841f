import { data, type Job, type JobEvent } from "@splashmy/client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Check, CircleX, RotateCcw } from "lucide-react";
import { Link, useLocation } from "wouter";
import { api } from "../client.ts";
import { date, dollars, number, seconds, t } from "../language/index.ts";
import { ResultView } from "../results/view.tsx";
import { useStyleNames } from "../styles/names.ts";
import { useConfirm } from "../ui/dialog.tsx";
import { Note, Problem } from "../ui/errors.tsx";
import { Spinner, Waiting } from "../ui/parts.tsx";
import { Picture } from "../ui/picture.tsx";
import { useTitle } from "../ui/title.ts";
import { useToast } from "../ui/toast.tsx";
import { ENDED, jobResults, useWatchedJob } from "./watching.ts";
import { statusName, typeName } from "./words.ts";
import "./jobs.css";

export default function JobPage({ id }: { id: string }) {
  const { job, events, error, again } = useWatchedJob(id);
  const styleName = useStyleNames();
  useTitle(job ? statusName(job.status) : t("Activity"));
  if (!job) {
    return (
      <div className="page">{error ? <Problem error={error} retry={again} /> : <Waiting />}</div>
    );
  }
  return (
    <div className="page stack loose">
      <div className="row between">
        <div className="stack tight">
          <h1>{title(job)}</h1>
          <p className="soft">
            {[styleName(job.style) ?? typeName(job.job_type), date(job.created_at)].join(" · ")}
          </p>
        </div>
        <Acts job={job} />
      </div>
      {error !== null && !ENDED.has(job.status) && <Problem error={error} retry={again} />}
      {!ENDED.has(job.status) && <UnderWay job={job} events={events} />}
      {job.status === "completed" && <Done job={job} />}
      {job.status === "failed" && <Failed job={job} />}
      {job.status === "cancelled" && <Cancelled job={job} />}
      <Receipt job={job} />
    </div>
  );
}

function title(job: Job): string {
  if (job.status === "completed") return t("Your picture is ready");
  if (job.status === "failed") return t("This did not work");
  if (job.status === "cancelled") return t("Cancelled");
  return t("Your picture is on its way");
}

function UnderWay({ job, events }: { job: Job; events: JobEvent[] }) {
  const partial = events.findLast((event) => event.type === "partial_image" && event.url);
  return (
    <div className="watch">
      <div className="watch-picture">
        {partial?.url ? (
          <img src={partial.url} alt={t("The picture so far")} className="watch-partial" />
        ) : job.original_image ? (
          <img src={job.original_image.url} alt={t("Your photo")} className="watch-source" />
        ) : (
          <div className="shimmer" />
        )}
      </div>
      <div className="stack">
        <ol className="steps">
          {steps(job).map(([name, state]) => (
            <li key={name} className={state}>
              <span className="step-mark">
                {state === "done" && <Check size={16} aria-hidden />}
                {state === "now" && <span className="spinner" aria-hidden />}
              </span>
              {name}
            </li>
          ))}
        </ol>
        <p role="status" className="soft">
          {wait(job)}
        </p>
        <p className="fine">{t("You can leave this page: the picture will be in your library.")}</p>
      </div>
    </div>
  );
}

function steps(job: Job): [string, "done" | "now" | "later"][] {
  const names = [t("Checking words and photo"), t("Waiting for a free place"), t("Painting")];
  const isPainting = job.status === "processing" || job.status === "streaming";
  const isWaiting = job.status === "moderating" && job.queue?.position != null;
  const now = isPainting ? 2 : isWaiting ? 1 : 0;
  return names.map((name, index) => [name, index < now ? "done" : index === now ? "now" : "later"]);
}

function wait(job: Job): string {
  const position = job.queue?.position;
  const usual = usualSeconds(job);
  const estimate =
    usual === null ? "" : t("Pictures like this take about {time}.", { time: seconds(usual) });
  if (!position) return estimate || statusName(job.status);
  const left = job.queue?.estimated_wait_s;
  const turn = left ? t("Its turn is in about {time}.", { time: seconds(left) }) : "";
  return [t("Place {position} in line.", { position }), turn, estimate].filter(Boolean).join(" ");
}

function usualSeconds(job: Job): number | null {
  const duration = job.queue?.duration;
  return typeof duration === "object" && duration ? duration.p50 : null;
}

function Acts({ job }: { job: Job }) {
  const [ask, question] = useConfirm();
  const { say, sayError } = useToast();
  const cancel = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/processing/jobs/{job_id}/cancel/", {
          params: { path: { job_id: job.id } },
        }),
      ),
    onSuccess: () => say(t("It is being cancelled.")),
    onError: sayError,
  });
  if (ENDED.has(job.status)) return null;
  const isPainting = job.started_at !== null;
  return (
    <>
      <button
        type="button"
        className="button quiet"
        onClick={() =>
          ask({
            title: t("Cancel this picture?"),
            text: isPainting
              ? t("It is being painted already, so it counts as used today even if you cancel.")
              : t("Nothing was painted yet, so it does not count as used today."),
            yes: t("Cancel the picture"),
            danger: true,
            act: () => cancel.mutateAsync().catch(() => {}),
          })
        }
      >
        <CircleX size={18} aria-hidden />
        {t("Cancel")}
      </button>
      {question}
    </>
  );
}

function Done({ job }: { job: Job }) {
  const { data: results, error, refetch } = useQuery(jobResults(job.id));
  if (error) return <Problem error={error} retry={() => void refetch()} />;
  if (!results) return <Waiting />;
  const [only] = results;
  if (!only) return <Note kind="warn">{t("These pictures were deleted.")}</Note>;
  if (results.length === 1) return <ResultView result={only} />;
  return (
    <div className="grid">
      {results.map((result) => (
        <Link key={result.id} to={`/results/${result.id}`} className="shot">
          <Picture src={result.thumbnail_url} alt={t("Picture")} eager />
        </Link>
      ))}
    </div>
  );
}

function Failed({ job }: { job: Job }) {
  const [, go] = useLocation();
  const { sayError } = useToast();
  const retry = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/processing/jobs/{job_id}/retry/", {
          params: { path: { job_id: job.id } },
        }),
      ),
    onSuccess: (again) => go(`/jobs/${again.id}`),
    onError: sayError,
  });
  const { failure } = job;
  return (
    <div className="stack">
      <Note kind="bad">
        <p>{failure?.message}</p>
        <p>
          {failure?.charged
            ? t("The picture counts as used today.")
            : t("Nothing was charged: today's pictures are as before.")}
        </p>
      </Note>
      <div className="row">
        {failure?.retryable && (
          <button
            type="button"
            className="button"
            onClick={() => retry.mutate()}
            disabled={retry.isPending}
          >
            {retry.isPending ? (
              <Spinner label={t("Trying again")} />
            ) : (
              <RotateCcw size={18} aria-hidden />
            )}
            {!retry.isPending && t("Try again")}
          </button>
        )}
        <Link to={changeAddress(job)} className="button quiet">
          {t("Change it and try again")}
        </Link>
      </div>
    </div>
  );
}

function Cancelled({ job }: { job: Job }) {
  return (
    <div className="stack">
      <Note kind="warn">
        {job.failure?.charged
          ? t("It was being painted already, so the picture counts as used today.")
          : t("Nothing was charged: today's pictures are as before.")}
      </Note>
      <div>
        <Link to={changeAddress(job)} className="button">
          {t("Start again")}
        </Link>
      </div>
    </div>
  );
}

function changeAddress(job: Job): string {
  const asked = new URLSearchParams({ prompt: job.prompt });
  if (job.style) asked.set("style", job.style.id);
  if (job.template_id) asked.set("template", job.template_id);
  if (job.original_image) asked.set("image", job.original_image.id);
  for (const { id } of job.reference_images) asked.append("reference", id);
  return `/make?${asked}`;
}

function Receipt({ job }: { job: Job }) {
  const facts: [string, string | null][] = [
    [t("Words"), job.prompt || null],
    [t("More photos"), job.reference_images.length ? number(job.reference_images.length) : null],
    [t("Costs at most"), dollars(job.price_ceiling)],
    [t("Cost"), job.cost?.usd ? dollars(job.cost.usd) : null],
    [t("Time"), job.processing_time === null ? null : seconds(job.processing_time)],
    [t("Model"), job.model],
  ];
  return (
    <details className="card">
      <summary>{t("Details")}</summary>
      <dl className="facts">
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name} className="fact">
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </details>
  );
}
