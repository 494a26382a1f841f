import { data } from "@splashmy/client";
import { api } from "../client.ts";
import { forEach } from "./selection.tsx";

/** The originals of many results in one ZIP file, put together in the browser. */
export async function saveArchive(ids: string[]): Promise<void> {
  const { zip } = await import("fflate");
  const files: Record<string, Uint8Array> = {};
  await forEach(ids, async (id) => {
    const params = { path: { result_id: id } };
    const link = await data(
      api.GET("/api/v1/processing/results/{result_id}/download/", { params }),
    );
    const content = await (await fetch(link.download_url)).arrayBuffer();
    files[`${id.slice(-6)}-${link.filename}`] = new Uint8Array(content);
  });
  const packed = await new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    // Pictures are compressed already.
    zip(files, { level: 0 }, (error, archive) =>
      error ? reject(error) : resolve(archive as Uint8Array<ArrayBuffer>),
    );
  });
  save(new Blob([packed], { type: "application/zip" }), "splashmy.zip");
}

export function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
