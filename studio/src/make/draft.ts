import type { Image } from "@splashmy/client";
import { useSyncExternalStore } from "react";

/** A picture on its way into a job: chosen, sent, checked, ready or refused. */
export type Photo = {
  key: string;
  name: string;
  preview: string | null;
  file?: Blob;
  image?: Image;
  progress: number;
  problem?: string;
};

export type Parameters = {
  n: number;
  quality: string;
  size: string;
  output_format: string;
  background: string;
  is_public: boolean;
  shows_progress: boolean;
};

export type Draft = {
  photo: Photo | null;
  references: Photo[];
  mask: Photo | null;
  styleId: string | null;
  templateId: string | null;
  prompt: string;
  variables: Record<string, string>;
  parameters: Parameters;
};

const EMPTY: Draft = {
  photo: null,
  references: [],
  mask: null,
  styleId: null,
  templateId: null,
  prompt: "",
  variables: {},
  parameters: {
    n: 1,
    quality: "auto",
    size: "auto",
    output_format: "auto",
    background: "auto",
    is_public: false,
    shows_progress: true,
  },
};

// Outside of React: what was begun outlives a look at the gallery, or signing in.
let draft = EMPTY;
const listeners = new Set<() => void>();

export function currentDraft(): Draft {
  return draft;
}

export function changeDraft(change: (draft: Draft) => Partial<Draft>): void {
  draft = { ...draft, ...change(draft) };
  for (const listener of listeners) listener();
}

export function clearDraft(): void {
  changeDraft(() => ({ ...EMPTY, parameters: draft.parameters }));
}

export function useDraft(): Draft {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => draft,
  );
}

/** Change one picture of the draft, wherever it is by now. */
export function changePhoto(key: string, change: Partial<Photo>): void {
  const changed = (photo: Photo) => (photo.key === key ? { ...photo, ...change } : photo);
  changeDraft(({ photo, mask, references }) => ({
    photo: photo && changed(photo),
    mask: mask && changed(mask),
    references: references.map(changed),
  }));
}
