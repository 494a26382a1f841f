import type { MonitoredJob } from "@splashmy/client";
import { Activity } from "lucide-react";
import { useMemo } from "react";
import { Link } from "wouter";
import { api } from "../client.ts";
import { statusKind, statusName, typeName } from "../jobs/words.ts";
import { dollars } from "../language/index.ts";
import { useAddress } from "../ui/address.ts";
import { Chips } from "../ui/chips.tsx";
import { Select } from "../ui/field.tsx";
import { Listed, useList } from "../ui/list.tsx";
import { Empty } from "../ui/parts.tsx";
import { Moment, Rows } from "./table.tsx";
import { t } from "./words.ts";

type Status = MonitoredJob["status"];
type Type = MonitoredJob["job_type"];

const LIVE_MS = 5_000;
const HOUR_MS = 3_600_000;
const STATUSES: Status[] = [
  "pending",
  "moderating",
  "processing",
  "completed",
  "failed",
  "cancelled",
];
const TYPES: Type[] = ["generation", "edit", "style_transfer"];

/** Jobs of all users, or of one, as they are now. */
export function JobTable({ userId }: { userId?: string }) {
  const [shown, setShown] = useAddress({ status: "", type: "", hours: "" });
  const status = STATUSES.find((one) => one === shown.status);
  const type = TYPES.find((one) => one === shown.type);
  const { hours } = shown;
  // The same for all pages: a cursor belongs to its filters.
  const since = useMemo(
    () => (Number(hours) > 0 ? new Date(Date.now() - Number(hours) * HOUR_MS) : undefined),
    [hours],
  );
  const list = useList<MonitoredJob>(
    ["admin", "jobs", userId, status, type, hours],
    (cursor) =>
      api.GET("/api/v1/processing/monitor/jobs/", {
        params: {
          query: {
            page_size: 30,
            ...(userId && { user_id: userId }),
            ...(status && { status }),
            ...(type && { job_type: type }),
            ...(since && { since: since.toISOString() }),
            ...(cursor && { cursor }),
          },
        },
      }),
    { refetchInterval: LIVE_MS },
  );
  const spans: [string, string][] = [
    ["", t("All time")],
    ["1", t("An hour")],
    ["24", t("A day")],
    ["168", t("A week")],
  ];
  return (
    <div className="stack">
      <Chips
        label={t("Status")}
        choices={[["", t("All")], ...STATUSES.map((one) => [one, statusName(one)] as const)]}
        value={status ?? ""}
        onChange={(value) => setShown({ status: value })}
      />
      <div className="fields">
        <Select
          label={t("Kind")}
          value={type ?? ""}
          choices={[
            { value: "", label: t("All") },
            ...TYPES.map((value) => ({ value, label: typeName(value) })),
          ]}
          onChange={(event) => setShown({ type: event.target.value })}
        />
        <Select
          label={t("Since")}
          value={hours}
          choices={spans.map(([value, label]) => ({ value, label }))}
          onChange={(event) => setShown({ hours: event.target.value })}
        />
      </div>
      <Listed
        list={list}
        empty={<Empty icon={<Activity size={40} aria-hidden />} title={t("Nothing here yet")} />}
      >
        <Rows
          rows={list.items}
          columns={[
            {
              title: t("Job"),
              show: (job) => (
                <Link to={`/admin/monitor/${job.id}`}>
                  <Moment at={job.created_at} />
                </Link>
              ),
            },
            {
              title: t("User"),
              show: (job) => <Link to={`/admin/users/${job.owner_id}`}>{job.owner}</Link>,
            },
            { title: t("Kind"), show: (job) => job.style_name ?? typeName(job.job_type) },
            {
              title: t("Status"),
              show: (job) => (
                <span className={statusKind(job.status)}>{statusName(job.status)}</span>
              ),
            },
            { title: t("Attempts"), show: (job) => job.attempts },
            {
              title: t("Cost"),
              show: (job) =>
                job.cost?.usd ? dollars(job.cost.usd) : `≤ ${dollars(job.price_ceiling)}`,
            },
          ]}
        />
      </Listed>
    </div>
  );
}
