import { data } from "@splashmy/client";
import { useEffect } from "react";
import { useSearchParams } from "wouter";
import { api } from "../client.ts";
import { t } from "../language/index.ts";
import { useToast } from "../ui/toast.tsx";
import { changeDraft, type Photo } from "./draft.ts";
import { choosePhoto } from "./photo.tsx";
import { photoFrom, photoOf } from "./uploads.ts";

/** `/make?style=&image=&reference=&result=&template=&prompt=`: what another page chose already. */
export function usePrefill(): void {
  const [search, setSearch] = useSearchParams();
  const { sayError } = useToast();
  const asked = search.toString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each address
  useEffect(() => {
    if (!asked) return;
    const [style, template, prompt] = [
      search.get("style"),
      search.get("template"),
      search.get("prompt"),
    ];
    const [image, result] = [search.get("image"), search.get("result")];
    const references = search.getAll("reference");
    setSearch({}, { replace: true });
    if (style) changeDraft(() => ({ styleId: style, variables: {}, mask: null }));
    if (template) changeDraft(() => ({ templateId: template }));
    if (prompt) changeDraft(() => ({ prompt }));
    if (image) ownPhoto(image).then(choosePhoto).catch(sayError);
    if (references.length) {
      Promise.all(references.map(ownPhoto))
        .then((photos) => changeDraft(() => ({ references: photos })))
        .catch(sayError);
    }
    if (result) ownResult(result).catch(sayError);
  }, [asked]);
}

async function ownPhoto(id: string): Promise<Photo> {
  const params = { path: { image_id: id } };
  const image = await data(api.GET("/api/v1/images/{image_id}/", { params }));
  if (image.view === "public") throw new Error(`${id} is somebody else's`);
  return photoOf(image);
}

/** A picture that was made here becomes the next photo: it is sent and checked like any other. */
async function ownResult(id: string): Promise<void> {
  const path = { params: { path: { result_id: id } } };
  const { download_url } = await data(
    api.GET("/api/v1/processing/results/{result_id}/download/", path),
  );
  const file = await (await fetch(download_url)).blob();
  choosePhoto(photoFrom(file, `${t("Picture")}.${file.type.split("/")[1] ?? "png"}`));
}
