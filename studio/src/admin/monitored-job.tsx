import { data, type MonitoredJobDetail } from "@splashmy/client";
import { useQuery } from "@tanstack/react-query";
import { CircleX, ExternalLink, RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { api, queries } from "../client.ts";
import { ENDED } from "../jobs/watching.ts";
import { statusKind, statusName, typeName } from "../jobs/words.ts";
import { date, dollars, moment, seconds } from "../language/index.ts";
import { useConfirm } from "../ui/dialog.tsx";
import { Note, Problem } from "../ui/errors.tsx";
import { Waiting } from "../ui/parts.tsx";
import { useToast } from "../ui/toast.tsx";
import { causeName, eventName, outcomeName, quotaName } from "./states.ts";
import { Moment, Rows } from "./table.tsx";
import { t } from "./words.ts";

const LIVE_MS = 3_000;

/** One job's whole story. */
export function MonitoredJobPage({ id }: { id: string }) {
  const params = { path: { job_id: id } };
  const {
    data: job,
    error,
    refetch,
  } = useQuery({
    queryKey: ["admin", "job", id],
    queryFn: () => data(api.GET("/api/v1/processing/monitor/jobs/{job_id}/", { params })),
    refetchInterval: ({ state }) => (ENDED.has(state.data?.status ?? "") ? false : LIVE_MS),
  });
  const [ask, question] = useConfirm();
  const { say, sayError } = useToast();
  const [, navigate] = useLocation();
  if (error) return <Problem error={error} retry={() => void refetch()} />;
  if (!job) return <Waiting />;
  const cancel = async () => {
    try {
      await data(api.POST("/api/v1/processing/monitor/jobs/{job_id}/cancel/", { params }));
      say(t("It is being cancelled."));
      await queries.invalidateQueries({ queryKey: ["admin"] });
    } catch (caught) {
      sayError(caught);
    }
  };
  const requeue = async () => {
    try {
      const again = await data(
        api.POST("/api/v1/processing/monitor/jobs/{job_id}/requeue/", {
          params: { ...params, header: { "Idempotency-Key": crypto.randomUUID() } },
        }),
      );
      say(t("It is queued again."));
      await queries.invalidateQueries({ queryKey: ["admin"] });
      navigate(`/admin/monitor/${again.id}`);
    } catch (caught) {
      sayError(caught);
    }
  };
  const trace = `make trace ID=${job.id}${job.environment === "local" ? "" : ` ENV=${job.environment}`}`;
  const facts: [string, ReactNode][] = [
    [t("Kind"), job.style_name ?? typeName(job.job_type)],
    [t("Model"), job.model],
    [t("Pictures"), `${job.results_count} / ${job.images_count}`],
    [t("Attempts"), String(job.attempts)],
    [t("Costs at most"), dollars(job.price_ceiling)],
    [t("Cost"), job.cost?.usd ? dollars(job.cost.usd) : null],
    [t("All calls together"), dollars(job.calls_usd)],
    [t("Began"), job.started_at && date(job.started_at)],
    [t("Ended"), job.completed_at && date(job.completed_at)],
    [t("Quota"), quotaName(job.quota_state)],
    [t("Correlation id"), <code key="correlation">{job.correlation_id}</code>],
    [t("Execution"), job.execution && <code key="execution">{job.execution}</code>],
  ];
  return (
    <>
      <div className="row between">
        <div className="stack tight">
          <h1>{t("Job")}</h1>
          <p className="fine">
            <Link to={`/admin/users/${job.owner_id}`}>{job.owner}</Link> · {date(job.created_at)}
          </p>
        </div>
        <div className="row">
          <span className={statusKind(job.status)}>{statusName(job.status)}</span>
          {!ENDED.has(job.status) && (
            <button
              type="button"
              className="button quiet"
              onClick={() =>
                ask({
                  title: t("Cancel this job?"),
                  text: t("Its owner is told. What was not begun is not charged."),
                  yes: t("Cancel the job"),
                  danger: true,
                  act: cancel,
                })
              }
            >
              <CircleX size={18} aria-hidden />
              {t("Cancel")}
            </button>
          )}
          {(job.status === "failed" || job.status === "pending") && (
            <button
              type="button"
              className="button quiet"
              onClick={() =>
                ask({
                  title: t("Queue this job again?"),
                  text: t("A failed job is made again for its owner and counts as a new one."),
                  yes: t("Queue again"),
                  act: requeue,
                })
              }
            >
              <RotateCcw size={18} aria-hidden />
              {t("Queue again")}
            </button>
          )}
        </div>
      </div>
      {job.failure && (
        <Note kind="bad">{`${causeName(job.failure.cause)}: ${job.failure.message}`}</Note>
      )}
      <dl className="facts card">
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
      <div className="row">
        {job.links && (
          <>
            <Elsewhere to={job.links.execution}>{t("Execution in AWS's console")}</Elsewhere>
            <Elsewhere to={job.links.log}>{t("Log in AWS's console")}</Elsewhere>
          </>
        )}
        <span className="fine">
          {t("Execution and log in a terminal:")} <code>{trace}</code>
        </span>
      </div>
      {job.calls.length > 0 && (
        <section className="stack">
          <h2>{t("Calls of the provider")}</h2>
          <Rows
            rows={job.calls.map((call) => ({ ...call, id: String(call.number) }))}
            columns={[
              { title: t("Call"), show: (call) => call.number },
              { title: t("Began"), show: (call) => <Moment at={call.begun_at} /> },
              { title: t("Time"), show: (call) => <span className="nowrap">{lasted(call)}</span> },
              { title: t("Outcome"), show: (call) => outcomeName(call.outcome) },
              {
                title: t("Cost"),
                show: (call) =>
                  call.cost_usd ? dollars(call.cost_usd) : `≤ ${dollars(call.ceiling_usd)}`,
              },
              {
                title: t("Tokens in / out"),
                show: (call) => `${call.input_tokens ?? "–"} / ${call.output_tokens ?? "–"}`,
              },
              {
                title: t("Delivered"),
                show: (call) => (call.delivered ? t("Yes") : t("No")),
              },
              { title: t("Request id"), show: (call) => <code>{call.request_id ?? "–"}</code> },
            ]}
          />
        </section>
      )}
      <section className="stack">
        <h2>{t("Events")}</h2>
        <ol className="events">
          {job.events.map((event) => (
            <li key={event.seq}>
              <b>{eventName(event)}</b>
              <span>{event.message}</span>
              <span className="fine">{moment(event.created_at)}</span>
            </li>
          ))}
        </ol>
      </section>
      {question}
    </>
  );
}

function lasted({ begun_at, ended_at }: MonitoredJobDetail["calls"][number]): string {
  return ended_at ? seconds((Date.parse(ended_at) - Date.parse(begun_at)) / 1000) : "–";
}

function Elsewhere({ to, children }: { to: string; children: ReactNode }) {
  return (
    <a className="button quiet small" href={to} target="_blank" rel="noreferrer">
      <ExternalLink size={16} aria-hidden />
      {children}
    </a>
  );
}
