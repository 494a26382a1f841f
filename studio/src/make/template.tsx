import { listed } from "@splashmy/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../client.ts";
import { t } from "../language/index.ts";
import { useUser } from "../session/user.ts";
import { Select } from "../ui/field.tsx";
import { changeDraft, useDraft } from "./draft.ts";
import type { jobType } from "./job.ts";

/** Words that were kept for use again; only those that are made for this kind of picture. */
export function TemplateField({ type }: { type: ReturnType<typeof jobType> }) {
  const { templateId } = useDraft();
  const { isSignedIn } = useUser();
  const { data: templates } = useQuery({
    queryKey: ["templates", "for", type],
    queryFn: () =>
      listed(
        api.GET("/api/v1/processing/templates/", {
          params: { query: { job_type: type, page_size: 50 } },
        }),
      ),
    enabled: isSignedIn,
  });
  if (!templates?.length) return null;
  return (
    <Select
      label={t("Template")}
      value={templates.some(({ id }) => id === templateId) ? (templateId ?? "") : ""}
      hint={templates.find(({ id }) => id === templateId)?.prompt_template}
      onChange={(event) => changeDraft(() => ({ templateId: event.target.value || null }))}
      choices={[
        { value: "", label: t("No template") },
        ...templates.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}
