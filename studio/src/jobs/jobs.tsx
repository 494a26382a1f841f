import type { Job } from "@splashmy/client";
import { Activity } from "lucide-react";
import { Link } from "wouter";
import { api } from "../client.ts";
import { date, dollars, t } from "../language/index.ts";
import { useStyleNames } from "../styles/names.ts";
import { useAddress } from "../ui/address.ts";
import { Listed, useList } from "../ui/list.tsx";
import { Empty, Head } from "../ui/parts.tsx";
import { Picture } from "../ui/picture.tsx";
import { useTitle } from "../ui/title.ts";
import { ENDED } from "./watching.ts";
import { statusKind, statusName, typeName } from "./words.ts";
import "./jobs.css";
import { Chips } from "../ui/chips.tsx";

type Status = Job["status"];

const STATUSES: Status[] = ["processing", "completed", "failed", "cancelled"];
const REFRESH_MS = 3_000;

export default function Jobs() {
  useTitle(t("Activity"));
  const [address, setAddress] = useAddress({ status: "" });
  const status = STATUSES.find((one) => one === address.status) ?? null;
  const list = useList<Job>(
    ["jobs", "list", status],
    (cursor) =>
      api.GET("/api/v1/processing/jobs/list/", {
        params: {
          query: {
            page_size: 30,
            ...(status && { status }),
            ...(cursor && { cursor }),
          },
        },
      }),
    { refetchInterval: (jobs) => jobs.some((job) => !ENDED.has(job.status)) && REFRESH_MS },
  );
  const filters: [Status | null, string][] = [
    [null, t("All")],
    ["processing", t("Being painted")],
    ["completed", t("Ready")],
    ["failed", t("Failed")],
    ["cancelled", t("Cancelled")],
  ];
  return (
    <div className="page">
      <Head
        title={t("Activity")}
        lede={t("Every picture you asked for, with what became of it.")}
      />
      <div className="stack">
        <Chips
          label={t("Status")}
          choices={filters}
          value={status}
          onChange={(value) => setAddress({ status: value ?? "" })}
        />
        <Listed
          list={list}
          empty={
            <Empty icon={<Activity size={40} aria-hidden />} title={t("Nothing here yet")}>
              <Link to="/make" className="button">
                {t("Create a picture")}
              </Link>
            </Empty>
          }
        >
          <ul className="job-list">
            {list.items.map((job) => (
              <JobRow key={job.id} job={job} />
            ))}
          </ul>
        </Listed>
      </div>
    </div>
  );
}

function JobRow({ job }: { job: Job }) {
  const styleName = useStyleNames();
  return (
    <li>
      <Link to={`/jobs/${job.id}`} className="job-row">
        <span className="job-thumb">
          <Picture
            src={job.first_result?.thumbnail_url ?? job.original_image?.thumbnail_url}
            alt=""
          />
        </span>
        <span className="grow stack tight">
          <b className="cut">{styleName(job.style) ?? (job.prompt || typeName(job.job_type))}</b>
          <span className="fine">
            {[
              job.style ? null : typeName(job.job_type),
              date(job.created_at),
              job.cost?.usd && dollars(job.cost.usd),
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </span>
        <span className={statusKind(job.status)}>{statusName(job.status)}</span>
      </Link>
    </li>
  );
}
