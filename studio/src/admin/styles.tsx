import { type Body, data, type Style, type StyleDetail } from "@splashmy/client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { api, queries } from "../client.ts";
import { allStyles, categories, styleDetail } from "../styles/queries.ts";
import { Dialog, useConfirm } from "../ui/dialog.tsx";
import { Problem, problemOf } from "../ui/errors.tsx";
import { Check, Select, TextArea, TextField } from "../ui/field.tsx";
import { Submit, Waiting } from "../ui/parts.tsx";
import { useToast } from "../ui/toast.tsx";
import { Rows } from "./table.tsx";
import { t } from "./words.ts";

type NewStyle = Body<"/api/v1/styles/", "post">;

export function StyleAdmin() {
  const styles = useQuery(allStyles("name"));
  const [edited, setEdited] = useState<Style | "new" | null>(null);
  const [ask, question] = useConfirm();
  const { say, sayError } = useToast();
  const remove = async (style: Style) => {
    try {
      await data(
        api.DELETE("/api/v1/styles/{style_id}/", { params: { path: { style_id: style.id } } }),
      );
      say(t("The style is deleted."));
      await queries.invalidateQueries({ queryKey: ["styles"] });
    } catch (error) {
      sayError(error);
    }
  };
  return (
    <>
      <div className="row between">
        <h1>{t("Styles")}</h1>
        <button type="button" className="button" onClick={() => setEdited("new")}>
          <Plus size={18} aria-hidden />
          {t("New style")}
        </button>
      </div>
      {styles.isError && <Problem error={styles.error} retry={() => void styles.refetch()} />}
      {styles.isPending && <Waiting />}
      {styles.data && (
        <Rows
          rows={styles.data}
          columns={[
            {
              title: t("Picture"),
              show: (style) =>
                style.thumbnail_url && <img className="thumb" src={style.thumbnail_url} alt="" />,
            },
            {
              title: t("Name"),
              show: (style) => (
                <button type="button" className="link" onClick={() => setEdited(style)}>
                  {style.name}
                </button>
              ),
            },
            { title: t("Category"), show: (style) => style.category.name },
            {
              title: t("Plan"),
              show: (style) =>
                style.is_premium && <span className="badge warn">{t("Premium")}</span>,
            },
            { title: t("Score"), show: (style) => style.popularity_score.toFixed(1) },
            {
              title: t("Delete"),
              show: (style) => (
                <button
                  type="button"
                  className="button plain icon small"
                  aria-label={t("Delete {name}", { name: style.name })}
                  onClick={() =>
                    ask({
                      title: t("Delete this style?"),
                      text: t("Pictures made in it keep its name."),
                      yes: t("Delete"),
                      danger: true,
                      act: () => remove(style),
                    })
                  }
                >
                  <Trash2 size={17} />
                </button>
              ),
            },
          ]}
        />
      )}
      {edited === "new" && <Editor style={null} onClose={() => setEdited(null)} />}
      {edited && edited !== "new" && <Existing id={edited.id} onClose={() => setEdited(null)} />}
      {question}
    </>
  );
}

function Existing({ id, onClose }: { id: string; onClose: () => void }) {
  // As it is stored, in English: what the reader's language shows may be a translation.
  const { data: style } = useQuery({
    queryKey: [...styleDetail(id).queryKey, "stored"],
    queryFn: () =>
      data(
        api.GET("/api/v1/styles/{style_id}/", {
          params: { path: { style_id: id } },
          headers: { "Accept-Language": "en" },
        }),
      ),
  });
  return style ? <Editor style={style} onClose={onClose} /> : null;
}

function Editor({ style, onClose }: { style: StyleDetail | null; onClose: () => void }) {
  const { say } = useToast();
  const { data: known } = useQuery(categories);
  const [before] = useState({
    name: style?.name ?? "",
    slug: style?.slug ?? "",
    description: style?.description ?? "",
    prompt_template: style ? "" : "{original_prompt}",
    category_id: style?.category.id ?? "",
    is_premium: style?.is_premium ?? false,
    is_active: true, // only those that are on offer are listed
    default_quality: (style?.default_quality ?? "auto") as NonNullable<NewStyle["default_quality"]>,
  });
  const [form, setForm] = useState(before);
  const save = useMutation({
    mutationFn: () => {
      const body = { ...form, category_id: form.category_id || (known?.[0]?.id ?? "") };
      if (!style) return data(api.POST("/api/v1/styles/", { body }));
      const params = { path: { style_id: style.id } };
      const changed = Object.fromEntries(
        Object.entries(form).filter(([name, value]) => value !== before[name as keyof typeof form]),
      );
      return data(api.PUT("/api/v1/styles/{style_id}/", { params, body: changed }));
    },
    onSuccess: () => {
      say(t("Saved. It is shown within a minute."));
      void queries.invalidateQueries({ queryKey: ["styles"] });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const field = (name: "name" | "slug" | "description" | "prompt_template") => ({
    name,
    value: form[name],
    problem: problemOf(save.error, name),
    onChange: (event: { target: { value: string } }) =>
      setForm({ ...form, [name]: event.target.value }),
  });
  return (
    <Dialog title={style?.name ?? t("New style")} wide onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <div className="fields">
          <TextField label={t("Name")} required {...field("name")} />
          <TextField label={t("Address word")} required {...field("slug")} />
          <Select
            label={t("Category")}
            value={form.category_id || (known?.[0]?.id ?? "")}
            choices={known?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
            onChange={(event) => setForm({ ...form, category_id: event.target.value })}
          />
          <Select
            label={t("Quality")}
            value={form.default_quality}
            choices={["auto", "low", "medium", "high", "xhigh", "max"].map((value) => ({
              value,
              label: value,
            }))}
            onChange={(event) =>
              setForm({
                ...form,
                default_quality: event.target.value as typeof form.default_quality,
              })
            }
          />
        </div>
        <TextField label={t("Description")} {...field("description")} />
        <TextArea
          label={t("Prompt template")}
          required={!style}
          rows={8}
          hint={
            style
              ? t("Empty keeps the present one.")
              : t("{place} is where the words of a picture go.", { place: "{original_prompt}" })
          }
          {...field("prompt_template")}
        />
        {form.prompt_template && (
          <FinalPrompt style={style} template={form.prompt_template} name={form.name} />
        )}
        <Check
          label={t("Premium")}
          checked={form.is_premium}
          onChange={(event) => setForm({ ...form, is_premium: event.target.checked })}
        />
        <Check
          label={t("Offered to users")}
          checked={form.is_active}
          onChange={(event) => setForm({ ...form, is_active: event.target.checked })}
        />
        {save.error && <Problem error={save.error} />}
        <div className="row end">
          {style && (
            <a className="button quiet" href={`/make?style=${style.id}`}>
              {t("Try it now")}
            </a>
          )}
          <Submit busy={save.isPending || !known}>{t("Save")}</Submit>
        </div>
      </form>
    </Dialog>
  );
}

/** What the model would be told, with the variables' defaults and words of one's own. */
function FinalPrompt({
  style,
  template,
  name,
}: {
  style: StyleDetail | null;
  template: string;
  name: string;
}) {
  const [words, setWords] = useState("");
  const values: Record<string, string> = { original_prompt: words, style_name: name };
  for (const variable of style?.variables ?? []) values[variable.name] = variable.default;
  return (
    <details className="card">
      <summary>{t("The final prompt")}</summary>
      <div className="stack">
        <TextField
          label={t("Words of a user")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <p className="prompt">
          {template.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)}
        </p>
      </div>
    </details>
  );
}
