import { errorFrom, retryAfter } from "./errors.ts";
import { pause } from "./transport.ts";

const SHORTEST_WAIT_S = 0.4;

export type WatchOptions = {
  signal?: AbortSignal;
  /** Seconds between questions where the API names none. */
  interval?: number;
};

type Asked<T> = { data?: T; error?: unknown; response: Response };

/**
 * Ask again and again, as often as the API says, until `isOver`; yields what changed.
 * `ask` is given the last ETag, so that an answer that did not change costs no body.
 */
export async function* watch<T>(
  ask: (etag: string | undefined) => Promise<Asked<T>>,
  isOver: (value: T) => boolean,
  { signal, interval = 1 }: WatchOptions = {},
): AsyncGenerator<T, void, undefined> {
  for (let etag: string | undefined; ; ) {
    signal?.throwIfAborted();
    const { data, error, response } = await ask(etag);
    if (data !== undefined) {
      yield data;
      if (isOver(data)) return;
      etag = response.headers.get("ETag") ?? undefined;
    } else if (response.status !== 304) {
      throw errorFrom(response, error);
    }
    await pause(Math.max(retryAfter(response) ?? interval, SHORTEST_WAIT_S), signal);
  }
}
