import { type Alarm, data } from "@splashmy/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../client.ts";
import { Problem } from "../ui/errors.tsx";
import { Waiting } from "../ui/parts.tsx";
import { Moment, Rows } from "./table.tsx";
import { t } from "./words.ts";

const LIVE_MS = 60_000;
const URGENCY = { alarm: 0, insufficient_data: 1, ok: 2 };

/** What CloudWatch says of each alarm, those that ring first. */
export function Alarms({ isLocal }: { isLocal: boolean }) {
  const found = useQuery({
    queryKey: ["admin", "alarms"],
    queryFn: () => data(api.GET("/api/v1/processing/monitor/alarms/")),
    refetchInterval: LIVE_MS,
  });
  const all = found.data?.alarms ?? [];
  const ringing = all.filter(({ state }) => state === "alarm");
  return (
    <section className="stack">
      <div className="row between">
        <h2>{t("Alarms")}</h2>
        {found.data && (
          <span className={ringing.length ? "badge bad" : "badge good"}>
            {t("{count, plural, =0 {none in alarm} other {# in alarm}}", {
              count: ringing.length,
            })}
          </span>
        )}
      </div>
      {isLocal && (
        <p className="fine">
          {t("On this machine nothing is measured, so alarms stay without data.")}
        </p>
      )}
      {found.isPending && <Waiting />}
      {found.error && <Problem error={found.error} retry={() => void found.refetch()} />}
      {found.data && all.length === 0 && (
        <p>{t("This environment has no alarms; its setting observability makes them.")}</p>
      )}
      {ringing.length > 0 && <AlarmRows alarms={ringing} />}
      {all.length > ringing.length && (
        <details>
          <summary>{t("All alarms")}</summary>
          <AlarmRows alarms={[...all].sort((a, b) => URGENCY[a.state] - URGENCY[b.state])} />
        </details>
      )}
    </section>
  );
}

function AlarmRows({ alarms }: { alarms: Alarm[] }) {
  return (
    <Rows
      rows={alarms.map((alarm) => ({ ...alarm, id: alarm.name }))}
      columns={[
        { title: t("Alarm"), show: (alarm) => <code>{alarm.name}</code> },
        { title: t("State"), show: (alarm) => <State state={alarm.state} /> },
        { title: t("Since"), show: (alarm) => <Moment at={alarm.since} /> },
        {
          title: t("What it means"),
          show: (alarm) => <div className="words">{alarm.description}</div>,
        },
        { title: t("CloudWatch says"), show: (alarm) => alarm.reason || "–" },
      ]}
    />
  );
}

function State({ state }: { state: Alarm["state"] }) {
  if (state === "alarm") return <span className="badge bad">{t("In alarm")}</span>;
  if (state === "ok") return <span className="badge good">{t("OK")}</span>;
  return <span className="badge">{t("Insufficient data")}</span>;
}
