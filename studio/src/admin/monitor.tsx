import { data } from "@splashmy/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../client.ts";
import { statusName } from "../jobs/words.ts";
import { date, number, seconds } from "../language/index.ts";
import { Problem } from "../ui/errors.tsx";
import { Waiting } from "../ui/parts.tsx";
import { DeadLetters } from "./dead-letters.tsx";
import { JobTable } from "./jobs.tsx";
import { Budgets, Provider } from "./provider.tsx";
import { Rows } from "./table.tsx";
import { t } from "./words.ts";

const LIVE_MS = 5_000;

/** Is it well? What waits, what is under way, what the clock last did. */
export function Monitor() {
  const {
    data: now,
    error,
    refetch,
  } = useQuery({
    queryKey: ["admin", "monitor"],
    queryFn: () => data(api.GET("/api/v1/processing/monitor/")),
    refetchInterval: LIVE_MS,
  });
  if (error && !now) return <Problem error={error} retry={() => void refetch()} />;
  if (!now) return <Waiting />;
  const figures: [string, string][] = [
    [t("Waiting"), number(now.waiting)],
    [t("Being painted"), `${number(now.in_flight)} / ${number(now.most_in_flight)}`],
    [t("Oldest waiting"), now.oldest_waiting_s === null ? "–" : seconds(now.oldest_waiting_s)],
    ...Object.entries(now.by_status).map(([status, count]): [string, string] => [
      statusName(status),
      number(count),
    ]),
  ];
  return (
    <>
      <h1>{t("Monitor")}</h1>
      <section className="figures" aria-live="off">
        {figures.map(([name, value]) => (
          <div key={name} className="figure">
            <b>{value}</b>
            <span>{name}</span>
          </div>
        ))}
      </section>
      <Provider provider={now.provider} model={now.model} />
      <Budgets budgets={now.budgets} />
      <section className="stack">
        <h2>{t("Jobs")}</h2>
        <JobTable />
      </section>
      <DeadLetters queues={now.dead_letters} />
      <section className="stack">
        <h2>{t("Schedules")}</h2>
        <Rows
          rows={now.schedules.map((run) => ({ ...run, id: run.task }))}
          columns={[
            { title: t("Task"), show: (run) => <code>{run.task}</code> },
            { title: t("Last run"), show: (run) => date(run.started_at) },
            {
              title: t("Outcome"),
              show: (run) => (
                <span className={run.outcome === "succeeded" ? "badge good" : "badge bad"}>
                  {run.outcome}
                </span>
              ),
            },
            { title: t("Time"), show: (run) => seconds(run.seconds) },
            { title: t("What it did"), show: (run) => <code>{run.result ?? "–"}</code> },
          ]}
        />
      </section>
    </>
  );
}
