import { data, type Image, type PublicImage, type Result } from "@splashmy/client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Sparkles, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Link, useLocation } from "wouter";
import { api, queries } from "../client.ts";
import { bytes, date, number, t } from "../language/index.ts";
import { refusal } from "../make/uploads.ts";
import { TakenDown } from "../results/taken-down.tsx";
import { useStyleNames } from "../styles/names.ts";
import { useConfirm } from "../ui/dialog.tsx";
import { Note, Problem, problemOf } from "../ui/errors.tsx";
import { Check, TextArea, TextField } from "../ui/field.tsx";
import { useList } from "../ui/list.tsx";
import { Submit, Waiting } from "../ui/parts.tsx";
import { Picture } from "../ui/picture.tsx";
import { ReportButton } from "../ui/report.tsx";
import { useTitle } from "../ui/title.ts";
import { useToast } from "../ui/toast.tsx";
import { imageStatusName } from "./photos.tsx";
import "../results/results.css";

const CHECKING_MS = 2_000;

export default function PhotoPage({ id }: { id: string }) {
  const {
    data: image,
    error,
    refetch,
  } = useQuery({
    queryKey: ["images", "one", id],
    queryFn: () =>
      data(api.GET("/api/v1/images/{image_id}/", { params: { path: { image_id: id } } })),
    refetchInterval: ({ state }) =>
      state.data && "status" in state.data && state.data.status === "processing"
        ? CHECKING_MS
        : false,
  });
  useTitle(image?.title || t("Photo"));
  if (error) {
    return (
      <div className="page">
        <Problem error={error} retry={() => void refetch()} />
      </div>
    );
  }
  if (!image) return <Waiting />;
  if (!("status" in image)) return <PublicPhoto image={image} />;
  return <OwnPhoto key={image.updated_at} image={image} />;
}

function PublicPhoto({ image }: { image: PublicImage }) {
  const { id, url, title, author, alt_text } = image;
  const params = { path: { image_id: id } };
  return (
    <div className="page stack">
      <h1>{title || t("Photo")}</h1>
      <p className="soft">{t("By {author}", { author })}</p>
      <div className="result-picture">
        <Picture src={url} alt={alt_text || title} eager />
      </div>
      <div>
        <ReportButton
          send={(body) => data(api.POST("/api/v1/images/{image_id}/report/", { params, body }))}
        />
      </div>
    </div>
  );
}

function OwnPhoto({ image }: { image: Image }) {
  return (
    <div className="page stack loose">
      <div className="result">
        <div className="stack">
          {image.status === "ready" ? (
            <div className="result-picture">
              <Picture
                src={image.url}
                alt={image.alt_text || image.title || image.original_filename}
                width={image.width}
                height={image.height}
                eager
              />
            </div>
          ) : (
            <State image={image} />
          )}
        </div>
        <div className="stack">
          <h1 className="cut-lines">{image.title || image.original_filename}</h1>
          <p className="fine">
            {[
              date(image.created_at),
              image.width && image.height && `${number(image.width)} × ${number(image.height)}`,
              bytes(image.file_size),
              imageStatusName(image.status),
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
          <div className="row">
            {image.status === "ready" && (
              <Link to={`/make?image=${image.id}`} className="button">
                <Sparkles size={18} aria-hidden />
                {t("Use this photo")}
              </Link>
            )}
            <DeletePhoto image={image} />
          </div>
          {image.taken_down && <TakenDown {...image.taken_down} />}
          <Edit image={image} />
        </div>
      </div>
      <MadeFromIt image={image} />
    </div>
  );
}

function State({ image }: { image: Image }) {
  if (image.status === "rejected") return <Rejected image={image} />;
  if (image.status === "failed") return <Note kind="bad">{image.failure?.message}</Note>;
  return <Waiting />;
}

function Rejected({ image }: { image: Image }) {
  const [reason, setReason] = useState("");
  const { say } = useToast();
  const appeal = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/images/{image_id}/appeal/", {
          params: { path: { image_id: image.id } },
          body: { reason },
        }),
      ),
    onSuccess: () => {
      say(t("A person will look at it."));
      void queries.invalidateQueries({ queryKey: ["images"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    appeal.mutate();
  };
  return (
    <div className="stack">
      <Note kind="bad">{refusal(image)}</Note>
      {image.rejection?.appealable ? (
        <form className="card stack" onSubmit={submit}>
          <h2>{t("Is this a mistake?")}</h2>
          <TextArea
            label={t("Why should this photo pass? (optional)")}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
          {appeal.error && <Problem error={appeal.error} />}
          <Submit busy={appeal.isPending}>{t("Ask for a review")}</Submit>
        </form>
      ) : (
        <p className="soft">{t("A person looks at this photo, or has looked at it already.")}</p>
      )}
    </div>
  );
}

function Edit({ image }: { image: Image }) {
  const { say } = useToast();
  const [title, setTitle] = useState(image.title);
  const [description, setDescription] = useState(image.description);
  const [tags, setTags] = useState(
    image.tags
      .filter((tag) => tag.source === "manual")
      .map((tag) => tag.name)
      .join(", "),
  );
  const [isPublic, setPublic] = useState(image.is_public);
  const edit = useMutation({
    mutationFn: () =>
      data(
        api.PATCH("/api/v1/images/{image_id}/", {
          params: { path: { image_id: image.id } },
          body: { title, description, tags: split(tags), is_public: isPublic },
        }),
      ),
    onSuccess: () => {
      say(t("Saved."));
      void queries.invalidateQueries({ queryKey: ["images"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    edit.mutate();
  };
  const found = image.tags.filter((tag) => tag.source === "auto");
  return (
    <form className="card stack" onSubmit={submit}>
      <TextField
        label={t("Title")}
        value={title}
        maxLength={255}
        problem={problemOf(edit.error, "title")}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextArea
        label={t("Description")}
        value={description}
        problem={problemOf(edit.error, "description")}
        onChange={(event) => setDescription(event.target.value)}
      />
      <TextField
        label={t("Tags")}
        hint={t("Separated by commas")}
        value={tags}
        problem={problemOf(edit.error, "tags")}
        onChange={(event) => setTags(event.target.value)}
      />
      {found.length > 0 && (
        <div className="chips wrap">
          {found.map((tag) => (
            <span key={tag.name} className="badge">
              {tag.name}
            </span>
          ))}
        </div>
      )}
      {image.status === "ready" && (
        <Check
          label={t("Show this photo to everyone")}
          checked={isPublic}
          onChange={(event) => setPublic(event.target.checked)}
        />
      )}
      {edit.error && <Problem error={edit.error} />}
      <div>
        <Submit busy={edit.isPending} className="button quiet">
          {t("Save")}
        </Submit>
      </div>
    </form>
  );
}

function split(tags: string): string[] {
  return tags
    .split(",")
    .map((tag) => tag.trim())
    .filter(Boolean);
}

function MadeFromIt({ image }: { image: Image }) {
  const styleName = useStyleNames();
  const list = useList<Result>(["results", "of", image.id], (cursor) =>
    api.GET("/api/v1/images/processed/", {
      params: { query: { original_image: image.id, page_size: 20, ...(cursor && { cursor }) } },
    }),
  );
  if (!list.items.length) return null;
  return (
    <section className="stack">
      <h2>{t("Made from it")}</h2>
      <div className="grid">
        {list.items.map((result) => (
          <Link key={result.id} to={`/results/${result.id}`} className="shot">
            <Picture src={result.thumbnail_url} alt={styleName(result.style) ?? t("Picture")} />
          </Link>
        ))}
      </div>
    </section>
  );
}

function DeletePhoto({ image }: { image: Image }) {
  const [, go] = useLocation();
  const { say, sayError } = useToast();
  const [ask, question] = useConfirm();
  const remove = async () => {
    try {
      await data(
        api.DELETE("/api/v1/images/{image_id}/", { params: { path: { image_id: image.id } } }),
      );
    } catch (error) {
      return sayError(error);
    }
    say(t("The photo is deleted."));
    go("/library/photos", { replace: true });
    void queries.invalidateQueries({ queryKey: ["images"] });
    void queries.invalidateQueries({ queryKey: ["results"] });
  };
  return (
    <>
      <button
        type="button"
        className="button quiet"
        onClick={() =>
          ask({
            title: t("Delete this photo?"),
            text: t("What was made from it is deleted too. It cannot be brought back."),
            yes: t("Delete"),
            danger: true,
            act: remove,
          })
        }
      >
        <Trash2 size={18} aria-hidden />
        {t("Delete")}
      </button>
      {question}
    </>
  );
}
