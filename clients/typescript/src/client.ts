import createFetchClient, { type Client as FetchClient } from "openapi-fetch";
import { errorFrom, SplashMyError } from "./errors.ts";
import type { paths } from "./schema.ts";
import { memoryStore, Session, type TokenStore } from "./session.ts";
import { type Fetch, transport } from "./transport.ts";
import type { Body, Image, Job, NewJob, Profile, Result, Session as Tokens } from "./types.ts";
import { type SendOptions, sendFile } from "./upload.ts";
import { type WatchOptions, watch } from "./watch.ts";

export type ClientOptions = {
  /** Where the API is: its paths start with /api/v1 after it. */
  baseUrl: string;
  /** Where the refresh token is kept: in memory unless told, `browserStore()` in a browser. */
  store?: TokenStore;
  /** Share the sign-in with the other tabs of a browser. */
  shared?: boolean;
  /** The language of messages, styles and categories: `en` or `es`. */
  language?: () => string | null;
  fetch?: Fetch;
};

export type UploadOptions = SendOptions & {
  filename?: string;
  title?: string;
  tags?: string[];
  isPublic?: boolean;
};

const ENDED = new Set(["completed", "failed", "cancelled"]);
const ARRIVING = new Set(["awaiting_upload", "processing"]);
/** What the upload takes; a browser may not know a HEIC file's type. */
const TYPES: Record<string, string> = {
  heic: "image/heic",
  heif: "image/heif",
  avif: "image/avif",
};

/** SplashMy's API. Every error is a `SplashMyError`. */
export class SplashMy {
  /** Every endpoint, typed by the API's document; see openapi-fetch. */
  readonly api: FetchClient<paths>;
  readonly session: Session;

  constructor(options: ClientOptions) {
    const { baseUrl, store = memoryStore(), shared = false, language = () => null } = options;
    const send: Fetch = options.fetch ?? ((request) => fetch(request));
    this.session = new Session(store, (token) => this.#refresh(token), { shared });
    this.api = createFetchClient<paths>({
      baseUrl,
      fetch: transport(this.session, language, send),
    });
  }

  /**
   * `identifier` is an email or a username; `newPassword` replaces the temporary one of a user whom
   * an operator made, who is refused with `new_password_required` without it.
   */
  async signIn(identifier: string, password: string, newPassword?: string): Promise<Profile> {
    const body = { identifier, password, ...(newPassword && { new_password: newPassword }) };
    const session = await data(this.api.POST("/api/v1/auth/login/", { body }));
    this.session.begin(session);
    return session.user;
  }

  /** End this session, or every one of the user: on other devices too. */
  async signOut({ everywhere = false } = {}): Promise<void> {
    const refresh_token = this.session.refreshToken;
    try {
      await data(this.api.POST("/api/v1/auth/logout/", { body: { refresh_token, everywhere } }));
    } finally {
      this.session.end();
    }
  }

  /** Announce a picture and send it; it is usable once `imageReady` says so. */
  async upload(file: Blob, options: UploadOptions = {}): Promise<Image> {
    const filename = options.filename ?? (file instanceof File ? file.name : "picture");
    const announced = await data(
      this.api.POST("/api/v1/images/upload/", {
        body: {
          filename,
          content_type: contentType(file, filename),
          size: file.size,
          ...(options.title !== undefined && { title: options.title }),
          ...(options.tags && { tags: options.tags }),
          ...(options.isPublic !== undefined && { is_public: options.isPublic }),
        },
      }),
    );
    await sendFile(announced.upload, file, options);
    return announced.image;
  }

  /** Wait until an upload was checked: the image is `ready`, `rejected` or `failed` then. */
  async imageReady(id: string, options: WatchOptions = {}): Promise<Image> {
    const params = { path: { image_id: id } };
    const asked = () => this.api.GET("/api/v1/images/{image_id}/", { params });
    let image: Image | undefined;
    for await (const { data: seen } of watch(asked, ({ data }) => !isArriving(data), options)) {
      image = "status" in seen ? seen : undefined;
    }
    if (!image)
      throw new SplashMyError("This image is not yours.", { status: 404, code: "image_not_found" });
    return image;
  }

  createJob(body: NewJob): Promise<Job> {
    return data(this.api.POST("/api/v1/processing/jobs/", { body }));
  }

  /** The job each time it changed, until it ended. */
  async *watchJob(id: string, options: WatchOptions = {}): AsyncGenerator<Job, void, undefined> {
    const asked = (etag: string | undefined) =>
      this.api.GET("/api/v1/processing/jobs/{job_id}/", {
        params: { path: { job_id: id }, ...(etag && { header: { "If-None-Match": etag } }) },
      });
    for await (const { data: job } of watch(asked, ({ data }) => ENDED.has(data.status), options)) {
      yield job;
    }
  }

  /** Wait for a job's end; its results, or a `SplashMyError` that says why there are none. */
  async results(jobId: string, options: WatchOptions = {}): Promise<Result[]> {
    let last: Job | undefined;
    for await (const job of this.watchJob(jobId, options)) last = job;
    if (last?.status !== "completed") {
      throw new SplashMyError(last?.failure?.message ?? "The job was cancelled.", {
        status: 200,
        code: `job_${last?.status}`,
      });
    }
    const params = { path: { job_id: jobId } };
    return listed(this.api.GET("/api/v1/processing/jobs/{job_id}/results/", { params }));
  }

  async #refresh(refresh_token: string): Promise<Tokens | "ended"> {
    const {
      data: answer,
      error,
      response,
    } = await this.api.POST("/api/v1/auth/refresh/", {
      body: { refresh_token },
    });
    if (answer) return answer.data;
    if (response.status === 401 || response.status === 403) return "ended";
    throw errorFrom(response, error);
  }
}

type Called<Body> = { data?: Body; error?: unknown; response: Response };

/** The answer's body, or a `SplashMyError`. */
export async function body<Body>(called: Promise<Called<Body>>): Promise<Body> {
  const { data: answer, error, response } = await called;
  if (answer === undefined) throw errorFrom(response, error);
  return answer;
}

/** What is in the answer's `data`, or a `SplashMyError`. */
export async function data<Inner>(called: Promise<Called<{ data: Inner }>>): Promise<Inner> {
  return (await body(called)).data;
}

/** What is in the answer's one page of a list, or a `SplashMyError`. */
export async function listed<One>(
  called: Promise<Called<{ pagination: { results: One[] } }>>,
): Promise<One[]> {
  return (await body(called)).pagination.results;
}

/** What to send as `cursor` for the page after this one; undefined on the last. */
export function nextCursor(page: { pagination: { next: string | null } }): string | undefined {
  const { next } = page.pagination;
  return (next && new URL(next).searchParams.get("cursor")) || undefined;
}

function isArriving(image: object): boolean {
  return "status" in image && ARRIVING.has(String(image.status));
}

type ContentType = Body<"/api/v1/images/upload/", "post">["content_type"];

function contentType(file: Blob, filename: string): ContentType {
  const suffix = filename.split(".").at(-1)?.toLowerCase() ?? "";
  // The API itself refuses what it does not take, in one sentence.
  return (file.type || TYPES[suffix] || "application/octet-stream") as ContentType;
}
