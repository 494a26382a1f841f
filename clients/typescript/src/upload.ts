import { networkError, SplashMyError } from "./errors.ts";
import type { Upload } from "./types.ts";

type Form = Pick<Upload["upload"], "url" | "fields">;
export type SendOptions = {
  /** Called with 0..1 as the bytes go out; only where XMLHttpRequest exists. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
};

/** Send a file to S3 with the form that the API gave. */
export async function sendFile(form: Form, file: Blob, options: SendOptions = {}): Promise<void> {
  const body = new FormData();
  for (const [name, value] of Object.entries(form.fields)) body.append(name, String(value));
  body.append("file", file); // S3 ignores every field after this one
  const send = typeof XMLHttpRequest === "undefined" ? byFetch : byXhr;
  const status = await send(form.url, body, options);
  if (status >= 300) throw refused(status);
}

async function byFetch(url: string, body: FormData, { signal }: SendOptions): Promise<number> {
  try {
    const response = await fetch(url, { method: "POST", body, signal: signal ?? null });
    await response.body?.cancel();
    return response.status;
  } catch (cause) {
    signal?.throwIfAborted();
    throw networkError(cause);
  }
}

function byXhr(url: string, body: FormData, { onProgress, signal }: SendOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total ? loaded / total : 0);
    request.onload = () => resolve(request.status);
    request.onerror = () => reject(networkError(new Error("the upload was cut off")));
    request.onabort = () => reject(signal?.reason);
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.open("POST", url);
    request.send(body);
  });
}

function refused(status: number): SplashMyError {
  return new SplashMyError("The file was not taken; it may be too large or came too late.", {
    status,
    code: "upload_refused",
  });
}
