import { data, type ManagedStyle, type Result, type StyleExample } from "@splashmy/client";
import { useMutation } from "@tanstack/react-query";
import { Images, Plus, Sparkles } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Link } from "wouter";
import { api } from "../client.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Problem } from "../ui/errors.tsx";
import { TextField } from "../ui/field.tsx";
import { useForm } from "../ui/form.ts";
import { Listed, useList } from "../ui/list.tsx";
import { Empty, Submit } from "../ui/parts.tsx";
import { Picture } from "../ui/picture.tsx";
import { useToast } from "../ui/toast.tsx";
import { forgetCatalogue } from "./queries.ts";
import { Remove } from "./remove.tsx";
import { UploadExample } from "./upload-example.tsx";
import { t } from "./words.ts";

export function Examples({ style }: { style: ManagedStyle }) {
  const [isAdding, setAdding] = useState(false);
  return (
    <section className="stack">
      <div className="row between">
        <h2>{t("Examples")}</h2>
        <button type="button" className="button quiet" onClick={() => setAdding(true)}>
          <Plus size={18} aria-hidden />
          {t("Add an example")}
        </button>
      </div>
      <p className="fine">{t("The first one is the picture of the style.")}</p>
      <ul className="examples">
        {style.examples.map((example) => (
          <OneExample key={example.id} styleId={style.id} example={example} />
        ))}
      </ul>
      {isAdding && <AddExample styleId={style.id} onClose={() => setAdding(false)} />}
    </section>
  );
}

const at = (style_id: string, example_id: string) => ({
  params: { path: { style_id, example_id } },
});

function OneExample({ styleId, example }: { styleId: string; example: StyleExample }) {
  const { say } = useToast();
  const { form, field } = useForm({
    prompt: example.prompt,
    sort_order: String(example.sort_order),
  });
  const save = useMutation({
    mutationFn: () =>
      data(
        api.PATCH("/api/v1/styles/{style_id}/examples/{example_id}/", {
          ...at(styleId, example.id),
          body: { prompt: form.prompt, sort_order: Number(form.sort_order) },
        }),
      ),
    onSuccess: () => {
      say(t("Saved. It is shown within a minute."));
      return forgetCatalogue();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <li className="card">
      <form className="stack" onSubmit={submit}>
        <div className="example-pictures">
          {example.original_url && <Picture src={example.original_url} alt={t("Before")} />}
          <Picture src={example.styled_url} alt={t("After")} />
        </div>
        <TextField label={t("Caption")} maxLength={500} {...field("prompt", save.error)} />
        <TextField
          label={t("Place in the list")}
          type="number"
          min={0}
          max={10000}
          required
          {...field("sort_order", save.error)}
        />
        {save.error && <Problem error={save.error} />}
        <div className="row between">
          <Submit busy={save.isPending} className="button small">
            {t("Save")}
          </Submit>
          <Remove
            name={t("Example")}
            title={t("Delete this example?")}
            text={t("Its pictures are deleted with it.")}
            done={t("The example is deleted.")}
            remove={() =>
              data(
                api.DELETE(
                  "/api/v1/styles/{style_id}/examples/{example_id}/",
                  at(styleId, example.id),
                ),
              ).then(forgetCatalogue)
            }
          />
        </div>
      </form>
    </li>
  );
}

/** Examples are one's own pictures: they went through moderation. */
function AddExample({ styleId, onClose }: { styleId: string; onClose: () => void }) {
  const { say } = useToast();
  const added = async () => {
    await forgetCatalogue();
    say(t("The example is added."));
    onClose();
  };
  return (
    <Dialog title={t("Add an example")} wide onClose={onClose}>
      <OwnPictures styleId={styleId} onAdded={added} />
      <UploadExample styleId={styleId} onAdded={added} />
    </Dialog>
  );
}

function OwnPictures({ styleId, onAdded }: { styleId: string; onAdded: () => Promise<void> }) {
  const list = useList<Result>(["results", "processed", styleId], (cursor) =>
    api.GET("/api/v1/images/processed/", {
      params: { query: { style: styleId, page_size: 30, ...(cursor && { cursor }) } },
    }),
  );
  const add = useMutation({
    mutationFn: (resultId: string) =>
      data(
        api.POST("/api/v1/styles/{style_id}/examples/", {
          params: { path: { style_id: styleId } },
          body: { result_id: resultId },
        }),
      ),
    onSuccess: onAdded,
  });
  return (
    <section className="stack">
      <p>{t("Choose one of your own pictures in this style.")}</p>
      {add.error && <Problem error={add.error} />}
      <Listed
        list={list}
        empty={
          <Empty
            icon={<Images size={40} aria-hidden />}
            title={t("You have no picture in this style yet")}
          >
            <Link className="button" to={`/make?style=${styleId}`}>
              <Sparkles size={18} aria-hidden />
              {t("Try it now")}
            </Link>
          </Empty>
        }
      >
        <div className="grid">
          {list.items.map((result) => (
            <button
              key={result.id}
              type="button"
              className="shot shot-button"
              disabled={add.isPending}
              onClick={() => add.mutate(result.id)}
            >
              <Picture src={result.thumbnail_url} alt={result.prompt || t("Picture")} />
            </button>
          ))}
        </div>
      </Listed>
    </section>
  );
}
