import { type Body, data, type ManagedCategory, type ManagedStyle } from "@splashmy/client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, queries } from "../client.ts";
import { backgrounds, formats, qualities, sizes } from "../make/choices.ts";
import { Problem, problemOf } from "../ui/errors.tsx";
import { Check, PromptField, Select, TextField } from "../ui/field.tsx";
import { useForm } from "../ui/form.ts";
import { Submit } from "../ui/parts.tsx";
import { useToast } from "../ui/toast.tsx";
import { FinalPrompt } from "./final-prompt.tsx";
import { forgetCatalogue, managedStyle } from "./queries.ts";
import { asTranslations, InSpanish } from "./spanish.tsx";
import { VariableFields } from "./variables.tsx";
import { t } from "./words.ts";

type NewStyle = Body<"/api/v1/styles/", "post">;

/** The fields as they are typed; `asBody` makes of them what the API takes. */
function written(style: ManagedStyle | null, categories: ManagedCategory[]) {
  return {
    name: style?.name ?? "",
    slug: style?.slug ?? "",
    category_id: style?.category.id ?? categories[0]?.id ?? "",
    description: style?.description ?? "",
    name_es: style?.translations.es?.name ?? "",
    description_es: style?.translations.es?.description ?? "",
    tags: style?.tags.join(", ") ?? "",
    prompt_template: style?.prompt_template ?? "{original_prompt}",
    variables: style?.variables ?? [],
    max_prompt_length: String(style?.max_prompt_length ?? 2000),
    default_quality: style?.default_quality ?? "auto",
    default_size: style?.default_size ?? "auto",
    default_output_format: style?.default_output_format ?? "png",
    default_background: style?.default_background ?? "auto",
    supports_transparency: style?.supports_transparency ?? false,
    sort_order: String(style?.sort_order ?? 0),
    is_premium: style?.is_premium ?? false,
    is_active: style?.is_active ?? true,
  };
}

type Written = ReturnType<typeof written>;

function asBody({ name_es, description_es, ...form }: Written): NewStyle {
  return {
    ...form,
    tags: form.tags
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean),
    variables: form.variables.map((one) => ({ ...one, choices: one.choices.filter(Boolean) })),
    max_prompt_length: Number(form.max_prompt_length),
    sort_order: Number(form.sort_order),
    default_size: form.default_size as NonNullable<NewStyle["default_size"]>,
    translations: asTranslations(name_es, description_es),
  };
}

export function StyleForm({
  style,
  categories,
  onMade,
}: {
  style: ManagedStyle | null;
  categories: ManagedCategory[];
  onMade: (id: string) => void;
}) {
  const { say } = useToast();
  const [before, setBefore] = useState(() => written(style, categories));
  const { form, set, field, flag } = useForm(before);
  const save = useMutation({
    mutationFn: () => (style ? change(style.id, before, form) : create(form)),
    onSuccess: (saved) => {
      say(t("Saved. It is shown within a minute."));
      setBefore(form);
      queries.setQueryData(managedStyle(saved.id).queryKey, saved);
      void forgetCatalogue();
      if (!style) onMade(saved.id);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="stack loose" onSubmit={submit}>
      <section className="card stack">
        <h2>{t("What users see")}</h2>
        <div className="fields wide">
          <TextField label={t("Name")} required maxLength={100} {...field("name", save.error)} />
          <TextField
            label={t("Slug")}
            hint={t("Small letters, digits and hyphens.")}
            required
            maxLength={60}
            {...field("slug", save.error)}
          />
          <Select
            label={t("Category")}
            choices={categories.map(({ id, name }) => ({ value: id, label: name }))}
            {...field("category_id", save.error)}
          />
        </div>
        <TextField label={t("Description")} maxLength={500} {...field("description", save.error)} />
        <InSpanish
          name={field("name_es", save.error, "translations.es.name")}
          description={field("description_es", save.error, "translations.es.description")}
        />
        <div className="fields wide">
          <TextField
            label={t("Tags")}
            hint={t("Separated by commas; they are found by search.")}
            {...field("tags", save.error)}
          />
          <TextField
            label={t("Place in the list")}
            hint={t("The smallest comes first.")}
            type="number"
            min={0}
            max={10000}
            required
            {...field("sort_order", save.error)}
          />
        </div>
        <Check label={t("Premium")} {...flag("is_premium")} />
        <Check label={t("Offered to users")} {...flag("is_active")} />
      </section>
      <section className="card stack">
        <h2>{t("The prompt")}</h2>
        <PromptField
          label={t("Prompt template")}
          required
          rows={7}
          maxLength={8000}
          {...field("prompt_template", save.error)}
        />
        <VariableFields
          variables={form.variables}
          problem={problemOf(save.error, "variables")}
          onChange={(variables) => set({ variables })}
        />
        <TextField
          label={t("Longest final prompt")}
          hint={t("In characters, with the template.")}
          type="number"
          min={1}
          max={32000}
          required
          {...field("max_prompt_length", save.error)}
        />
        <FinalPrompt
          template={form.prompt_template}
          name={form.name}
          variables={form.variables}
          longest={Number(form.max_prompt_length)}
        />
      </section>
      <section className="card stack">
        <h2>{t("Where a user does not choose")}</h2>
        <div className="fields">
          <Select
            label={t("Quality")}
            choices={[
              ...qualities(),
              { value: "xhigh", label: t("Very high") },
              { value: "max", label: t("Highest") },
            ]}
            {...field("default_quality", save.error)}
          />
          <Select label={t("Size")} choices={sizes()} {...field("default_size", save.error)} />
          <Select
            label={t("Format")}
            choices={formats()}
            {...field("default_output_format", save.error)}
          />
          <Select
            label={t("Background")}
            choices={backgrounds()}
            {...field("default_background", save.error)}
          />
        </div>
        <Check label={t("The background may be transparent")} {...flag("supports_transparency")} />
      </section>
      {save.error && <Problem error={save.error} />}
      <div className="row end">
        <Submit busy={save.isPending}>{t("Save")}</Submit>
      </div>
    </form>
  );
}

function create(form: Written): Promise<ManagedStyle> {
  return data(api.POST("/api/v1/styles/", { body: asBody(form) }));
}

/** Sends what was changed: another administrator may have changed the rest meanwhile. */
function change(id: string, before: Written, form: Written): Promise<ManagedStyle> {
  const [old, wanted] = [asBody(before), asBody(form)];
  const body = Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name as keyof NewStyle]),
    ),
  );
  const params = { path: { style_id: id } };
  return data(api.PATCH("/api/v1/styles/{style_id}/", { params, body }));
}
