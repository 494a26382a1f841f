import { data, type Template } from "@splashmy/client";
import { useMutation } from "@tanstack/react-query";
import { Pencil, Plus, ScrollText, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Link } from "wouter";
import { api, queries } from "../client.ts";
import { typeName } from "../jobs/words.ts";
import { t } from "../language/index.ts";
import { qualities } from "../make/choices.ts";
import { useUser } from "../session/user.ts";
import { Dialog, useConfirm } from "../ui/dialog.tsx";
import { Problem } from "../ui/errors.tsx";
import { Check, PromptField, Select, TextField } from "../ui/field.tsx";
import { useForm } from "../ui/form.ts";
import { Listed, useList } from "../ui/list.tsx";
import { Empty, Submit } from "../ui/parts.tsx";
import { useToast } from "../ui/toast.tsx";

export default function Templates() {
  const [edited, setEdited] = useState<Template | "new" | null>(null);
  const { isAdmin } = useUser();
  const list = useList<Template>(["templates"], (cursor) =>
    api.GET("/api/v1/processing/templates/", {
      params: { query: { page_size: 40, ...(cursor && { cursor }) } },
    }),
  );
  return (
    <>
      <div className="row between">
        <h1>{t("Templates")}</h1>
        <button type="button" className="button" onClick={() => setEdited("new")}>
          <Plus size={18} aria-hidden />
          {t("New template")}
        </button>
      </div>
      <p className="lede">{t("Words that you use again, with a place for what changes.")}</p>
      <Listed
        list={list}
        empty={<Empty icon={<ScrollText size={40} aria-hidden />} title={t("No templates yet")} />}
      >
        <ul className="rows">
          {list.items.map((template) => (
            <li key={template.id} className="row-card">
              <div className="grow stack tight">
                <b>{template.name}</b>
                <span className="fine">
                  {[typeName(template.job_type), template.category, template.description]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
                <code>{template.prompt_template}</code>
              </div>
              {template.is_public && <span className="badge">{t("Public")}</span>}
              {(!template.is_public || isAdmin) && (
                <>
                  <button
                    type="button"
                    className="button plain icon small"
                    aria-label={t("Edit {name}", { name: template.name })}
                    onClick={() => setEdited(template)}
                  >
                    <Pencil size={18} />
                  </button>
                  <RemoveTemplate template={template} />
                </>
              )}
              <Link to={`/make?template=${template.id}`} className="button quiet small">
                {t("Use")}
              </Link>
            </li>
          ))}
        </ul>
      </Listed>
      {edited && (
        <EditTemplate template={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}

type Type = Template["job_type"] & ("generation" | "edit" | "style_transfer");

const TYPES: Type[] = ["generation", "edit", "style_transfer"];
const QUALITIES = ["low", "medium", "high"] as const;

function written(template: Template | null, isPublic: boolean) {
  return {
    name: template?.name ?? "",
    description: template?.description ?? "",
    category: template?.category ?? "",
    job_type: (template?.job_type ?? "edit") as Type,
    prompt_template: template?.prompt_template ?? "{original_prompt}",
    is_public: template?.is_public ?? isPublic,
    is_premium: template?.is_premium ?? false,
  };
}

/** `isPublic` is what a new one begins as; only an administrator is asked. */
export function EditTemplate({
  template,
  isPublic = false,
  onClose,
}: {
  template: Template | null;
  isPublic?: boolean;
  onClose: () => void;
}) {
  const { say } = useToast();
  const { isAdmin } = useUser();
  const { form, set, field, flag } = useForm(() => written(template, isPublic));
  const [quality, setQuality] = useState<string>(template?.default_parameters.quality ?? "auto");
  const save = useMutation({
    mutationFn: () => {
      const chosen = QUALITIES.find((one) => one === quality);
      const { quality: _, ...others } = template?.default_parameters ?? {};
      const body = {
        ...form,
        default_parameters: { ...others, ...(chosen && { quality: chosen }) },
      };
      if (!template) return data(api.POST("/api/v1/processing/templates/", { body }));
      const params = { path: { template_id: template.id } };
      return data(api.PATCH("/api/v1/processing/templates/{template_id}/", { params, body }));
    },
    onSuccess: () => {
      say(t("Saved."));
      void queries.invalidateQueries({ queryKey: ["templates"] });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog title={template ? t("Edit the template") : t("New template")} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <TextField label={t("Name")} required maxLength={100} {...field("name", save.error)} />
        <TextField label={t("Description")} maxLength={500} {...field("description", save.error)} />
        <Select
          label={t("For")}
          value={form.job_type}
          onChange={(event) => set({ job_type: event.target.value as Type })}
          choices={TYPES.map((value) => ({ value, label: typeName(value) }))}
        />
        <PromptField label={t("Words")} required {...field("prompt_template", save.error)} />
        <div className="fields">
          <TextField label={t("Category")} maxLength={60} {...field("category", save.error)} />
          <Select
            label={t("Quality")}
            value={quality}
            onChange={(event) => setQuality(event.target.value)}
            choices={qualities()}
          />
        </div>
        {isAdmin && (
          <>
            <Check label={t("Offered to everybody")} {...flag("is_public")} />
            <Check label={t("Premium")} {...flag("is_premium")} />
          </>
        )}
        {save.error && <Problem error={save.error} />}
        <div className="row end">
          <Submit busy={save.isPending}>{t("Save")}</Submit>
        </div>
      </form>
    </Dialog>
  );
}

export function RemoveTemplate({ template }: { template: Template }) {
  const { say, sayError } = useToast();
  const [ask, question] = useConfirm();
  const remove = async () => {
    try {
      const params = { path: { template_id: template.id } };
      await data(api.DELETE("/api/v1/processing/templates/{template_id}/", { params }));
      say(t("The template is deleted."));
      await queries.invalidateQueries({ queryKey: ["templates"] });
    } catch (error) {
      sayError(error);
    }
  };
  return (
    <>
      <button
        type="button"
        className="button plain icon small"
        aria-label={t("Delete {name}", { name: template.name })}
        onClick={() =>
          ask({
            title: t("Delete this template?"),
            text: template.name,
            yes: t("Delete"),
            danger: true,
            act: remove,
          })
        }
      >
        <Trash2 size={18} />
      </button>
      {question}
    </>
  );
}
