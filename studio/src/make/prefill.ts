import { data } from "@splashmy/client";
import { useEffect } from "react";
import { useSearchParams } from "wouter";
import { api } from "../client.ts";
import { t } from "../language/index.ts";
import { useToast } from "../ui/toast.tsx";
import { changeDraft } from "./draft.ts";
import { choosePhoto } from "./photo.tsx";
import { photoFrom, photoOf } from "./uploads.ts";

/** `/make?style=&image=&result=&template=&prompt=`: what another page chose already. */
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
    setSearch({}, { replace: true });
    if (style) changeDraft(() => ({ styleId: style, variables: {}, mask: null }));
    if (template) changeDraft(() => ({ templateId: template }));
    if (prompt) changeDraft(() => ({ prompt }));
    if (image) ownPhoto(image).catch(sayError);
    if (result) ownResult(result).catch(sayError);
  }, [asked]);
}

async function ownPhoto(id: string): Promise<void> {
  const image = await data(
    api.GET("/api/v1/images/{image_id}/", { params: { path: { image_id: id } } }),
  );
  if ("status" in image) choosePhoto(photoOf(image));
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
