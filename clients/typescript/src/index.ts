export {
  body,
  type ClientOptions,
  data,
  listed,
  nextCursor,
  SplashMy,
  type UploadOptions,
} from "./client.ts";
export { type ErrorDetail, SplashMyError } from "./errors.ts";
export type { paths } from "./schema.ts";
export { browserStore, memoryStore, Session, type TokenStore } from "./session.ts";
export type * from "./types.ts";
export { type SendOptions, sendFile } from "./upload.ts";
export { type WatchOptions, watch } from "./watch.ts";
