import { data, type Tag } from "@splashmy/client";
import { useMutation } from "@tanstack/react-query";
import { Tags, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { api, queries } from "../client.ts";
import { number } from "../language/index.ts";
import { useConfirm } from "../ui/dialog.tsx";
import { Problem, problemOf } from "../ui/errors.tsx";
import { TextField } from "../ui/field.tsx";
import { Listed, useList } from "../ui/list.tsx";
import { Empty, Submit } from "../ui/parts.tsx";
import { useToast } from "../ui/toast.tsx";
import { Rows } from "./table.tsx";
import { t } from "./words.ts";

export function TagAdmin() {
  const list = useList<Tag>(["admin", "tags"], (cursor) =>
    api.GET("/api/v1/images/tags/", {
      params: { query: { page_size: 50, ...(cursor && { cursor }) } },
    }),
  );
  const [ask, question] = useConfirm();
  const { say, sayError } = useToast();
  const remove = async (slug: string) => {
    try {
      await data(api.DELETE("/api/v1/images/tags/{slug}/", { params: { path: { slug } } }));
      say(t("The tag is deleted."));
      await queries.invalidateQueries({ queryKey: ["admin", "tags"] });
    } catch (error) {
      sayError(error);
    }
  };
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
                <button
                  type="button"
                  className="button plain icon small"
                  aria-label={t("Delete {name}", { name: tag.name })}
                  onClick={() =>
                    ask({
                      title: t("Delete this tag?"),
                      text: tag.name,
                      yes: t("Delete"),
                      danger: true,
                      act: () => remove(tag.slug),
                    })
                  }
                >
                  <Trash2 size={17} />
                </button>
              ),
            },
          ]}
        />
      </Listed>
      {question}
    </>
  );
}

function NewTag() {
  const [name, setName] = useState("");
  const create = useMutation({
    mutationFn: () => data(api.POST("/api/v1/images/tags/", { body: { name } })),
    onSuccess: () => {
      setName("");
      void queries.invalidateQueries({ queryKey: ["admin", "tags"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <form className="card stack tight" onSubmit={submit}>
      <TextField
        label={t("New tag")}
        required
        maxLength={50}
        value={name}
        problem={problemOf(create.error, "name")}
        onChange={(event) => setName(event.target.value)}
      />
      {create.error && <Problem error={create.error} />}
      <div>
        <Submit busy={create.isPending}>{t("Save")}</Submit>
      </div>
    </form>
  );
}
