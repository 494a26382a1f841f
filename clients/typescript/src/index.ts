export { body, type ClientOptions, data, listed, nextCursor, SplashMy, type UploadOptions } from "./client.ts";
export { type ErrorDetail, SplashMyError } from "./errors.ts";
export type { paths } from "./schema.ts";
export { browserStore, memoryStore, Session, type TokenStore } from "./session.ts";
export type * from "./types.ts";
export { sendFile, type SendOptions } from "./upload.ts";
export { watch, type WatchOptions } from "./watch.ts";
