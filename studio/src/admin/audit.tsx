import type { AuditEntry } from "@splashmy/client";
import { ScrollText } from "lucide-react";
import { Link } from "wouter";
import { api } from "../client.ts";
import { Listed, useList } from "../ui/list.tsx";
import { Empty } from "../ui/parts.tsx";
import { Moment, Rows } from "./table.tsx";
import { t } from "./words.ts";

export function Audit() {
  const list = useList<AuditEntry>(["admin", "audit"], (cursor) =>
    api.GET("/api/v1/auth/audit/", {
      params: { query: { page_size: 50, ...(cursor && { cursor }) } },
    }),
  );
  return (
    <>
      <h1>{t("Audit")}</h1>
      <p className="lede">{t("What administrators did, kept for 400 days.")}</p>
      <Listed
        list={list}
        empty={<Empty icon={<ScrollText size={40} aria-hidden />} title={t("Nothing here yet")} />}
      >
        <Rows
          rows={list.items}
          columns={[
            { title: t("Time"), show: (act) => <Moment at={act.created_at} /> },
            { title: t("Who"), show: (act) => act.administrator.username },
            { title: t("What"), show: (act) => <What act={act} /> },
            { title: t("Outcome"), show: (act) => <Outcome status={act.http_status} /> },
            {
              title: t("Reason"),
              show: (act) => (act.reason ? <div className="words">{act.reason}</div> : "–"),
            },
          ]}
        />
      </Listed>
    </>
  );
}

/** Where a page of this area shows what was acted on. */
const PAGES: [string, (id: string) => string][] = [
  ["{user_id}", (id) => `/admin/users/${id}`],
  ["{image_id}", (id) => `/admin/pictures/${id}?thing=image`],
  ["{result_id}", (id) => `/admin/pictures/${id}`],
  ["/styles/{style_id}", (id) => `/admin/styles/${id}`],
  ["/monitor/jobs/{job_id}", (id) => `/admin/monitor/${id}`],
];

function What({ act }: { act: AuditEntry }) {
  return (
    <div className="stack tight">
      <code>{act.action}</code>
      <Target act={act} />
      <Details act={act} />
    </div>
  );
}

function Target({ act }: { act: AuditEntry }) {
  const id = act.target_id;
  if (!id) return null;
  // Its id is that of the last name in the path.
  const name = act.action.slice(0, act.action.lastIndexOf("}") + 1);
  const page = PAGES.find(([ending]) => name.endsWith(ending));
  if (!page || act.action.startsWith("DELETE")) return <code>{id}</code>;
  return (
    <Link to={page[1](id)}>
      <code>{id}</code>
    </Link>
  );
}

function Outcome({ status }: { status: number | null }) {
  if (status === null) return <span className="badge warn">{t("Unknown")}</span>;
  return <span className={status < 400 ? "badge good" : "badge bad"}>{status}</span>;
}

function Details({ act }: { act: AuditEntry }) {
  const sent = Object.entries(act.details);
  if (!sent.length) return null;
  return (
    <details>
      <summary>{sent.map(([name]) => name).join(", ")}</summary>
      <dl className="facts details">
        {sent.map(([name, value]) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
