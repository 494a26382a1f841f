import type { MonitoredJob } from "@splashmy/client";
import { Activity } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { api } from "../client.ts";
import { statusKind, statusName, typeName } from "../jobs/words.ts";
import { date, dollars } from "../language/index.ts";
import { Listed, useList } from "../ui/list.tsx";
import { Empty } from "../ui/parts.tsx";
import { Rows } from "./table.tsx";
import { t } from "./words.ts";

type Status = MonitoredJob["status"];

const LIVE_MS = 5_000;

/** Jobs of all users, or of one, as they are now. */
export function JobTable({ userId }: { userId?: string }) {
  const [status, setStatus] = useState<Status | null>(null);
  const list = useList<MonitoredJob>(
    ["admin", "jobs", userId, status],
    (cursor) =>
      api.GET("/api/v1/processing/monitor/jobs/", {
        params: {
          query: {
            page_size: 30,
            ...(userId && { user_id: userId }),
            ...(status && { status }),
            ...(cursor && { cursor }),
          },
        },
      }),
    { refetchInterval: LIVE_MS },
  );
  const filters: (Status | null)[] = [
    null,
    "pending",
    "processing",
    "completed",
    "failed",
    "cancelled",
  ];
  return (
    <div className="stack">
      <fieldset className="chips" aria-label={t("Status")}>
        {filters.map((value) => (
          <button
            key={value ?? "all"}
            type="button"
            className="chip"
            aria-pressed={status === value}
            onClick={() => setStatus(value)}
          >
            {value ? statusName(value) : t("All")}
          </button>
        ))}
      </fieldset>
      <Listed
        list={list}
        empty={<Empty icon={<Activity size={40} aria-hidden />} title={t("Nothing here yet")} />}
      >
        <Rows
          rows={list.items}
          columns={[
            {
              title: t("Job"),
              show: (job) => <Link to={`/admin/monitor/${job.id}`}>{date(job.created_at)}</Link>,
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
