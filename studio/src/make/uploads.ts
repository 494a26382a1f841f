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
    const image = await splashmy.upload(file, {
      filename: name,
      title: name.replace(/\.[^.]*$/, "").slice(0, 255),
      onProgress: (progress) => changePhoto(key, { progress }),
    });
    changePhoto(key, { image, progress: 1 });
    const checked = await splashmy.imageReady(image.id, { interval: 0.5 });
    changePhoto(key, { image: checked, ...outcome(checked) });
  } catch (error) {
    changePhoto(key, { problem: sentence(error), progress: 0 });
  }
}

function outcome(image: Image): Partial<Photo> {
  if (image.status === "ready") return { preview: image.url ?? null };
  return { problem: image.failure?.message ?? refusal(image) };
}

export function refusal(image: Image): string {
  const labels = image.rejection?.labels.join(", ");
  return labels
    ? t("This photo was refused: {labels}. You can ask for a review in your library.", { labels })
    : t("This photo was refused. You can ask for a review in your library.");
}
