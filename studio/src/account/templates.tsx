import { data, type Template } from "@splashmy/client";
import { useMutation } from "@tanstack/react-query";
import { Pencil, Plus, ScrollText, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Link } from "wouter";
import { api, queries } from "../client.ts";
import { typeName } from "../jobs/words.ts";
import { t } from "../language/index.ts";
import { useUser } from "../session/user.ts";
import { Dialog, useConfirm } from "../ui/dialog.tsx";
import { Problem, problemOf } from "../ui/errors.tsx";
import { Select, TextArea, TextField } from "../ui/field.tsx";
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
                  <Remove template={template} />
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

const QUALITIES = ["auto", "low", "medium", "high"] as const;
const EMPTY = {
  name: "",
  description: "",
  category: "",
  job_type: "edit" as Type,
  prompt_template: "{original_prompt}",
};

function EditTemplate({ template, onClose }: { template: Template | null; onClose: () => void }) {
  const { say } = useToast();
  const [form, setForm] = useState(() => {
    if (!template) return EMPTY;
    const { name, description, category, job_type, prompt_template } = template;
    return { name, description, category, job_type, prompt_template };
  });
  const [quality, setQuality] = useState<string>(template?.default_parameters.quality ?? "auto");
  const save = useMutation({
    mutationFn: () => {
      const chosen = QUALITIES.find((one) => one === quality && one !== "auto");
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
  const field = (name: "name" | "description" | "category" | "prompt_template") => ({
    name,
    value: form[name],
    problem: problemOf(save.error, name),
    onChange: (event: { target: { value: string } }) =>
      setForm({ ...form, [name]: event.target.value }),
  });
  return (
    <Dialog title={template ? t("Edit the template") : t("New template")} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <TextField label={t("Name")} required maxLength={100} {...field("name")} />
        <TextField label={t("Description")} maxLength={500} {...field("description")} />
        <Select
          label={t("For")}
          value={form.job_type}
          onChange={(event) => setForm({ ...form, job_type: event.target.value as Type })}
          choices={["generation", "edit", "style_transfer"].map((value) => ({
            value,
            label: typeName(value),
          }))}
        />
        <TextArea
          label={t("Words")}
          hint={t("{place} is where the words of a picture go.", { place: "{original_prompt}" })}
          required
          {...field("prompt_template")}
        />
        <div className="fields">
          <TextField label={t("Category")} maxLength={60} {...field("category")} />
          <Select
            label={t("Quality")}
            value={quality}
            onChange={(event) => setQuality(event.target.value)}
            choices={[
              { value: "auto", label: t("Automatic") },
              { value: "low", label: t("Draft") },
              { value: "medium", label: t("Good") },
              { value: "high", label: t("Best") },
            ]}
          />
        </div>
        {save.error && <Problem error={save.error} />}
        <div className="row end">
          <Submit busy={save.isPending}>{t("Save")}</Submit>
        </div>
      </form>
    </Dialog>
  );
}

function Remove({ template }: { template: Template }) {
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
