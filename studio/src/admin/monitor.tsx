import { data } from "@splashmy/client";
import { useQuery } from "@tanstack/react-query";
import { TestTubeDiagonal } from "lucide-react";
import { Link } from "wouter";
import { api } from "../client.ts";
import { number, seconds } from "../language/index.ts";
import { Problem } from "../ui/errors.tsx";
import { Waiting } from "../ui/parts.tsx";
import { Alarms } from "./alarms.tsx";
import { DeadLetters } from "./dead-letters.tsx";
import { JobTable } from "./jobs.tsx";
import { Budgets, Provider } from "./provider.tsx";
import { Schedules } from "./schedules.tsx";
import { type Kinds, useStandIns } from "./stand-ins.ts";
import { stateName } from "./states.ts";
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
  const isLocal = !!useStandIns<Kinds>("kinds");
  if (error && !now) return <Problem error={error} retry={() => void refetch()} />;
  if (!now) return <Waiting />;
  const figures: [string, string][] = [
    [t("Waiting"), number(now.waiting)],
    [t("In flight"), `${number(now.in_flight)} / ${number(now.most_in_flight)}`],
    [t("Oldest waiting"), now.oldest_waiting_s === null ? "–" : seconds(now.oldest_waiting_s)],
    [t("Messages available"), number(now.provider_queue.waiting)],
    [t("Messages in flight"), number(now.provider_queue.taken)],
    ...Object.entries(now.by_status).map(([status, count]): [string, string] => [
      stateName(status),
      number(count),
    ]),
  ];
  return (
    <>
      <div className="row between">
        <h1>{t("Monitor")}</h1>
        {isLocal && (
          <Link to="/admin/monitor/stand-ins" className="button quiet small">
            <TestTubeDiagonal size={18} aria-hidden />
            {t("Stand-ins")}
          </Link>
        )}
      </div>
      <section className="figures" aria-live="off">
        {figures.map(([name, value]) => (
          <div key={name} className="figure">
            <b>{value}</b>
            <span>{name}</span>
          </div>
        ))}
      </section>
      <Alarms isLocal={isLocal} />
      <Provider provider={now.provider} model={now.model} />
      <Budgets budgets={now.budgets} />
      <section className="stack">
        <h2>{t("Jobs")}</h2>
        <JobTable />
      </section>
      <DeadLetters queues={now.dead_letters} />
      <Schedules tasks={now.schedules} />
    </>
  );
}
