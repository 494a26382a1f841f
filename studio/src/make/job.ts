import type { NewJob } from "@splashmy/client";
import type { Draft, Photo } from "./draft.ts";

/** How many pictures are shown before the last one, where they are shown as they come. */
const PARTIAL_IMAGES = 2;

export function jobType({ photo, styleId }: Draft): NewJob["job_type"] {
  if (styleId) return "style_transfer";
  return photo ? "edit" : "generation";
}

/** What is asked of the API; what was left alone is left out, so that the style's default holds. */
export function newJob(draft: Draft): NewJob {
  const { photo, references, mask, styleId, templateId, prompt, variables, parameters } = draft;
  const type = jobType(draft);
  return {
    job_type: type,
    prompt,
    n: parameters.n,
    is_public: parameters.is_public,
    stream: parameters.shows_progress,
    ...(parameters.shows_progress && { partial_images: PARTIAL_IMAGES }),
    ...chosen(parameters),
    ...(photo?.image && { original_image_id: photo.image.id }),
    ...(type !== "generation" && { reference_image_ids: references.flatMap(idOf) }),
    ...(type === "style_transfer" && styleId && { style_id: styleId, variables }),
    ...(type === "edit" && mask?.image && { mask_image_id: mask.image.id }),
    ...(templateId && { template_id: templateId }),
  };
}

function chosen({
  quality,
  size,
  output_format,
  background,
}: Draft["parameters"]): Partial<NewJob> {
  const given = Object.entries({ quality, size, output_format, background });
  return Object.fromEntries(given.filter(([, value]) => value !== "auto"));
}

function idOf({ image }: Photo): string[] {
  return image ? [image.id] : [];
}

/** Pictures that go into the job, as it is now. */
export function usedPhotos({ photo, mask, references }: Draft): Photo[] {
  return [photo, mask, ...(photo ? references : [])].filter((one) => one !== null);
}

export function isComplete(draft: Draft): boolean {
  if (usedPhotos(draft).some(({ problem }) => problem)) return false;
  return jobType(draft) === "style_transfer" ? draft.photo !== null : draft.prompt.trim() !== "";
}
