import { data, type Template } from "@splashmy/client";
import { useMutation } from "@tanstack/react-query";
import { Plus, ScrollText } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Link } from "wouter";
import { api, queries } from "../client.ts";
import { typeName } from "../jobs/words.ts";
import { t } from "../language/index.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Problem, problemOf } from "../ui/errors.tsx";
import { Select, TextArea, TextField } from "../ui/field.tsx";
import { Listed, useList } from "../ui/list.tsx";
import { Empty, Submit } from "../ui/parts.tsx";
import { useToast } from "../ui/toast.tsx";

export default function Templates() {
  const [isAdding, setAdding] = useState(false);
  const list = useList<Template>(["templates"], (cursor) =>
    api.GET("/api/v1/processing/templates/", {
      params: { query: { page_size: 40, ...(cursor && { cursor }) } },
    }),
  );
  return (
    <>
      <div className="row between">
        <h1>{t("Templates")}</h1>
        <button type="button" className="button" onClick={() => setAdding(true)}>
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
              <Link to={`/make?template=${template.id}`} className="button quiet small">
                {t("Use")}
              </Link>
            </li>
          ))}
        </ul>
      </Listed>
      {isAdding && <NewTemplate onClose={() => setAdding(false)} />}
    </>
  );
}

type Type = Template["job_type"] & ("generation" | "edit" | "style_transfer");

function NewTemplate({ onClose }: { onClose: () => void }) {
  const { say } = useToast();
  const [form, setForm] = useState({
    name: "",
    description: "",
    job_type: "edit" as Type,
    prompt_template: "{original_prompt}",
  });
  const create = useMutation({
    mutationFn: () => data(api.POST("/api/v1/processing/templates/", { body: form })),
    onSuccess: () => {
      say(t("Saved."));
      void queries.invalidateQueries({ queryKey: ["templates"] });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  const field = (name: "name" | "description" | "prompt_template") => ({
    name,
    value: form[name],
    problem: problemOf(create.error, name),
    onChange: (event: { target: { value: string } }) =>
      setForm({ ...form, [name]: event.target.value }),
  });
  return (
    <Dialog title={t("New template")} onClose={onClose}>
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
        {create.error && <Problem error={create.error} />}
        <div className="row end">
          <Submit busy={create.isPending}>{t("Save")}</Submit>
        </div>
      </form>
    </Dialog>
  );
}
