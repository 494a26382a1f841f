import type { Template } from "@splashmy/client";
import { Pencil, Plus, ScrollText } from "lucide-react";
import { useState } from "react";
import { EditTemplate, RemoveTemplate } from "../account/templates.tsx";
import { api } from "../client.ts";
import { typeName } from "../jobs/words.ts";
import { number } from "../language/index.ts";
import { Listed, useList } from "../ui/list.tsx";
import { Empty } from "../ui/parts.tsx";
import { Rows } from "./table.tsx";
import { t } from "./words.ts";

/** The templates that everybody may use; those of one's own are in one's account. */
export function TemplateAdmin() {
  const [edited, setEdited] = useState<Template | "new" | null>(null);
  const list = useList<Template>(["templates"], (cursor) =>
    api.GET("/api/v1/processing/templates/", {
      params: { query: { page_size: 40, ...(cursor && { cursor }) } },
    }),
  );
  const offered = list.items.filter((template) => template.is_public);
  return (
    <>
      <div className="row between">
        <h1>{t("Templates")}</h1>
        <button type="button" className="button" onClick={() => setEdited("new")}>
          <Plus size={18} aria-hidden />
          {t("New template")}
        </button>
      </div>
      <p className="lede">{t("Templates that everybody may use.")}</p>
      <Listed
        list={{ ...list, items: offered }}
        empty={<Empty icon={<ScrollText size={40} aria-hidden />} title={t("No templates yet")} />}
      >
        <Rows
          rows={offered}
          columns={[
            { title: t("Name"), show: (one) => one.name },
            { title: t("For"), show: (one) => typeName(one.job_type) },
            { title: t("Category"), show: (one) => one.category },
            {
              title: t("State"),
              show: (one) => one.is_premium && <span className="badge warn">{t("Premium")}</span>,
            },
            { title: t("Uses"), show: (one) => number(one.usage_count) },
            {
              title: t("Actions"),
              show: (one) => (
                <span className="row">
                  <button
                    type="button"
                    className="button plain icon small"
                    aria-label={t("Edit {name}", { name: one.name })}
                    onClick={() => setEdited(one)}
                  >
                    <Pencil size={17} />
                  </button>
                  <RemoveTemplate template={one} />
                </span>
              ),
            },
          ]}
        />
      </Listed>
      {edited && (
        <EditTemplate
          template={edited === "new" ? null : edited}
          isPublic
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}
