import { data } from "@splashmy/client";
import { useMutation } from "@tanstack/react-query";
import { ImagePlus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { api } from "../client.ts";
import { TAKEN } from "../make/photo.tsx";
import { problemWith, upload } from "../make/uploads.ts";
import { Note, Problem } from "../ui/errors.tsx";
import { Submit } from "../ui/parts.tsx";
import { t } from "./words.ts";

/** Files become an example once both passed moderation; they stay in the library too. */
export function UploadExample({
  styleId,
  onAdded,
}: {
  styleId: string;
  onAdded: () => Promise<void>;
}) {
  const [after, setAfter] = useState<File | null>(null);
  const [before, setBefore] = useState<File | null>(null);
  const add = useMutation({
    mutationFn: () => addUploaded(styleId, after, before),
    onSuccess: (problem) => (problem ? undefined : onAdded()),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form className="card stack" onSubmit={submit}>
      <h3>{t("Or upload one")}</h3>
      <div className="fields wide">
        <FileField label={t("After")} file={after} required onChoose={setAfter} />
        <FileField label={t("Before (optional)")} file={before} onChoose={setBefore} />
      </div>
      {add.error && <Problem error={add.error} />}
      {add.data && <Note kind="bad">{add.data}</Note>}
      <div>
        <Submit busy={add.isPending}>{t("Upload and add")}</Submit>
      </div>
    </form>
  );
}

/** A browser names its own button in its own language, which may be another than the page's. */
function FileField({
  label,
  file,
  required = false,
  onChoose,
}: {
  label: string;
  file: File | null;
  required?: boolean;
  onChoose: (file: File | null) => void;
}) {
  return (
    <div className="field">
      <span className="label">{label}</span>
      <label className="button quiet small">
        <ImagePlus size={18} aria-hidden />
        <span className="cut">{file?.name ?? t("Choose a photo")}</span>
        <input
          type="file"
          className="hidden-text"
          aria-label={label}
          accept={Object.keys(TAKEN).join()}
          required={required}
          onChange={({ target }) => onChoose(target.files?.[0] ?? null)}
        />
      </label>
    </div>
  );
}

/** The sentence that says why a file is refused, or null. */
async function addUploaded(styleId: string, after: File | null, before: File | null) {
  if (!after) return null;
  const [image, original] = await Promise.all([
    upload(after, after.name),
    before && upload(before, before.name),
  ]);
  const problem = problemWith(image) ?? (original && problemWith(original));
  if (problem) return problem;
  await data(
    api.POST("/api/v1/styles/{style_id}/examples/", {
      params: { path: { style_id: styleId } },
      body: { image_id: image.id, ...(original && { original_image_id: original.id }) },
    }),
  );
  return null;
}
