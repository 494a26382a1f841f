import type { Image } from "@splashmy/client";
import { splashmy } from "../client.ts";
import { t } from "../language/index.ts";
import { sentence } from "../ui/errors.tsx";
import { changePhoto, type Photo } from "./draft.ts";

const LARGEST_BYTES = 10 * 1024 * 1024;

export function photoFrom(file: Blob, name: string): Photo {
  const problem =
    file.size > LARGEST_BYTES ? t("This file is larger than 10 MB. Choose a smaller one.") : null;
  return {
    key: crypto.randomUUID(),
    name,
    preview: URL.createObjectURL(file),
    file,
    progress: 0,
    ...(problem && { problem }),
  };
}

export function photoOf(image: Image): Photo {
  return {
    key: crypto.randomUUID(),
    name: image.title || image.original_filename,
    preview: image.url ?? image.thumbnail_url ?? null,
    image,
    progress: 1,
  };
}

export function isReady(photo: Photo): boolean {
  return photo.image?.status === "ready";
}

/** Send a chosen file and wait until it was checked; each refusal is one sentence. */
export async function send({ key, file, name, problem }: Photo): Promise<void> {
  if (!file || problem) return;
  changePhoto(key, { problem: "" });
  try {
    const checked = await upload(file, name, (change) => changePhoto(key, change));
    changePhoto(key, { image: checked, ...outcome(checked) });
  } catch (error) {
    changePhoto(key, { problem: sentence(error), progress: 0 });
  }
}

/** The image as it is once it was checked: ready, refused or failed. */
export async function upload(
  file: Blob,
  name: string,
  onChange: (change: Partial<Photo>) => void = () => {},
): Promise<Image> {
  const image = await splashmy.upload(file, {
    filename: name,
    title: name.replace(/\.[^.]*$/, "").slice(0, 255),
    onProgress: (progress) => onChange({ progress }),
  });
  onChange({ image, progress: 1 });
  return splashmy.imageReady(image.id, { interval: 0.5 });
}

function outcome(image: Image): Partial<Photo> {
  const problem = problemWith(image);
  return problem === null ? { preview: image.url ?? null } : { problem };
}

export function problemWith(image: Image): string | null {
  return image.status === "ready" ? null : (image.failure?.message ?? refusal(image));
}

export function refusal(image: Image): string {
  const labels = image.rejection?.labels.join(", ");
  return labels
    ? t("This photo was refused: {labels}. You can ask for a review in your library.", { labels })
    : t("This photo was refused. You can ask for a review in your library.");
}
