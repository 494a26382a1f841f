import type { AuditEntry } from "@splashmy/client";
import { ScrollText } from "lucide-react";
import { api } from "../client.ts";
import { date } from "../language/index.ts";
import { Listed, useList } from "../ui/list.tsx";
import { Empty } from "../ui/parts.tsx";
import { Rows } from "./table.tsx";
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
            { title: t("Time"), show: (act) => date(act.created_at) },
            { title: t("Who"), show: (act) => act.administrator.username },
            { title: t("What"), show: (act) => <code>{act.action}</code> },
            { title: t("To what"), show: (act) => <code>{act.target_id ?? "–"}</code> },
            { title: t("Reason"), show: (act) => act.reason ?? "–" },
          ]}
        />
      </Listed>
    </>
  );
}
