import { type Body, data, type ManagedCategory } from "@splashmy/client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Pencil, Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { api } from "../client.ts";
import { number } from "../language/index.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Problem } from "../ui/errors.tsx";
import { Check, TextField } from "../ui/field.tsx";
import { useForm } from "../ui/form.ts";
import { Submit, Waiting } from "../ui/parts.tsx";
import { useToast } from "../ui/toast.tsx";
import { forgetCatalogue, managedCategories } from "./queries.ts";
import { Remove } from "./remove.tsx";
import { asTranslations, InSpanish } from "./spanish.tsx";
import { Rows } from "./table.tsx";
import { t } from "./words.ts";

export function CategoryAdmin() {
  const categories = useQuery(managedCategories);
  const [edited, setEdited] = useState<ManagedCategory | "new" | null>(null);
  return (
    <>
      <div className="row between">
        <h1>{t("Categories")}</h1>
        <button type="button" className="button" onClick={() => setEdited("new")}>
          <Plus size={18} aria-hidden />
          {t("New category")}
        </button>
      </div>
      {categories.isError && (
        <Problem error={categories.error} retry={() => void categories.refetch()} />
      )}
      {categories.isPending && <Waiting />}
      {categories.data && (
        <Rows
          rows={categories.data}
          columns={[
            { title: t("Name"), show: (one) => <Named category={one} /> },
            {
              title: t("Description"),
              show: (one) => <div className="words">{one.description}</div>,
            },
            { title: t("Styles"), show: (one) => number(one.styles_count) },
            { title: t("Place in the list"), show: (one) => number(one.sort_order) },
            {
              title: t("State"),
              show: (one) => !one.is_active && <span className="badge bad">{t("Not shown")}</span>,
            },
            {
              title: t("Actions"),
              show: (one) => (
                <span className="row nowrap">
                  <button
                    type="button"
                    className="button plain icon small"
                    aria-label={t("Edit {name}", { name: one.name })}
                    onClick={() => setEdited(one)}
                  >
                    <Pencil size={17} />
                  </button>
                  <Remove
                    name={one.name}
                    title={t("Delete this category?")}
                    text={t("It can be deleted once no style is in it.")}
                    done={t("The category is deleted.")}
                    remove={() => removeCategory(one.id)}
                  />
                </span>
              ),
            },
          ]}
        />
      )}
      {edited && (
        <Editor category={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}

function Named({ category }: { category: ManagedCategory }) {
  return (
    <span className="row nowrap">
      <svg className="swatch" aria-hidden>
        <rect width="100%" height="100%" fill={category.color || "transparent"} />
      </svg>
      {category.name}
    </span>
  );
}

function removeCategory(id: string): Promise<void> {
  const params = { path: { category_id: id } };
  return data(api.DELETE("/api/v1/styles/categories/{category_id}/", { params })).then(
    forgetCatalogue,
  );
}

function written(category: ManagedCategory | null) {
  return {
    name: category?.name ?? "",
    slug: category?.slug ?? "",
    description: category?.description ?? "",
    name_es: category?.translations.es?.name ?? "",
    description_es: category?.translations.es?.description ?? "",
    icon: category?.icon ?? "",
    color: category?.color || "#8a8178",
    sort_order: String(category?.sort_order ?? 0),
    is_active: category?.is_active ?? true,
  };
}

type NewCategory = Body<"/api/v1/styles/categories/", "post">;

function asBody({ name_es, description_es, ...form }: ReturnType<typeof written>): NewCategory {
  const translations = asTranslations(name_es, description_es);
  return { ...form, sort_order: Number(form.sort_order), translations };
}

function Editor({ category, onClose }: { category: ManagedCategory | null; onClose: () => void }) {
  const { say } = useToast();
  const { form, field, flag } = useForm(() => written(category));
  const save = useMutation({
    mutationFn: () => {
      const body = asBody(form);
      if (!category) return data(api.POST("/api/v1/styles/categories/", { body }));
      const params = { path: { category_id: category.id } };
      return data(api.PATCH("/api/v1/styles/categories/{category_id}/", { params, body }));
    },
    onSuccess: () => {
      say(t("Saved. It is shown within a minute."));
      void forgetCatalogue();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog title={category?.name ?? t("New category")} wide onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <div className="fields wide">
          <TextField label={t("Name")} required maxLength={100} {...field("name", save.error)} />
          <TextField
            label={t("Slug")}
            hint={t("Small letters, digits and hyphens.")}
            required
            maxLength={60}
            {...field("slug", save.error)}
          />
          <TextField
            label={t("Place in the list")}
            type="number"
            min={0}
            max={10000}
            required
            {...field("sort_order", save.error)}
          />
          <TextField label={t("Color")} type="color" {...field("color", save.error)} />
          <TextField label={t("Icon")} maxLength={50} {...field("icon", save.error)} />
        </div>
        <TextField label={t("Description")} maxLength={500} {...field("description", save.error)} />
        <InSpanish
          name={field("name_es", save.error, "translations.es.name")}
          description={field("description_es", save.error, "translations.es.description")}
        />
        <Check label={t("Shown to users")} {...flag("is_active")} />
        {save.error && <Problem error={save.error} />}
        <div className="row end">
          <Submit busy={save.isPending}>{t("Save")}</Submit>
        </div>
      </form>
    </Dialog>
  );
}
