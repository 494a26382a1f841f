import { data, type Tag } from "@splashmy/client";
import { useMutation } from "@tanstack/react-query";
import { Tags } from "lucide-react";
import type { FormEvent } from "react";
import { api, queries } from "../client.ts";
import { number } from "../language/index.ts";
import { Problem } from "../ui/errors.tsx";
import { TextField } from "../ui/field.tsx";
import { useForm } from "../ui/form.ts";
import { Listed, useList } from "../ui/list.tsx";
import { Empty, Submit } from "../ui/parts.tsx";
import { Remove } from "./remove.tsx";
import { Rows } from "./table.tsx";
import { t } from "./words.ts";

export function TagAdmin() {
  const list = useList<Tag>(["admin", "tags"], (cursor) =>
    api.GET("/api/v1/images/tags/", {
      params: { query: { page_size: 50, ...(cursor && { cursor }) } },
    }),
  );
  return (
    <>
      <h1>{t("Tags")}</h1>
      <NewTag />
      <Listed
        list={list}
        empty={<Empty icon={<Tags size={40} aria-hidden />} title={t("Nothing here yet")} />}
      >
        <Rows
          rows={list.items.map((tag) => ({ ...tag, id: tag.slug }))}
          columns={[
            { title: t("Name"), show: (tag) => tag.name },
            { title: t("Description"), show: (tag) => tag.description },
            { title: t("Photos"), show: (tag) => number(tag.image_count) },
            {
              title: t("Delete"),
              show: (tag) => (
                <Remove
                  name={tag.name}
                  title={t("Delete this tag?")}
                  text={tag.name}
                  done={t("The tag is deleted.")}
                  remove={() => removeTag(tag.slug)}
                />
              ),
            },
          ]}
        />
      </Listed>
    </>
  );
}

function removeTag(slug: string): Promise<void> {
  return data(api.DELETE("/api/v1/images/tags/{slug}/", { params: { path: { slug } } })).then(() =>
    queries.invalidateQueries({ queryKey: ["admin", "tags"] }),
  );
}

function NewTag() {
  const { form, set, field } = useForm({ name: "", description: "" });
  const create = useMutation({
    mutationFn: () => data(api.POST("/api/v1/images/tags/", { body: form })),
    onSuccess: () => {
      set({ name: "", description: "" });
      void queries.invalidateQueries({ queryKey: ["admin", "tags"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <form className="card stack tight" onSubmit={submit}>
      <TextField label={t("New tag")} required maxLength={50} {...field("name", create.error)} />
      <TextField label={t("Description")} maxLength={500} {...field("description", create.error)} />
      {create.error && <Problem error={create.error} />}
      <div>
        <Submit busy={create.isPending}>{t("Save")}</Submit>
      </div>
    </form>
  );
}
