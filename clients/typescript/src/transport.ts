import { networkError, retryAfter } from "./errors.ts";
import type { Session } from "./session.ts";

export type Fetch = (request: Request) => Promise<Response>;

const TRIES = 4;
/** A longer wait, such as for tomorrow's quota, is the caller's decision. */
const LONGEST_WAIT_S = 20;
const BUSY = new Set([429, 502, 503, 504]);
/** These answer with tokens, and so cannot be replayed by a key; they take no token either. */
const WITHOUT_SESSION =
  /\/api\/v1\/auth\/(login|register|refresh|verify-email|resend-verification|password-reset\/\w+)\/$/;

/** Sends requests as the signed-in user; refreshes, waits and tries again where that is safe. */
export function transport(session: Session, language: () => string | null, send: Fetch): Fetch {
  return async (request) => {
    const anonymous = WITHOUT_SESSION.test(new URL(request.url).pathname);
    prepare(request, language(), anonymous);
    let refused: string | undefined;
    for (let attempt = 1; ; attempt += 1) {
      const token = anonymous ? null : await session.accessToken(refused);
      const response = await sent(withToken(request.clone(), token), send);
      if (response.status === 401 && token !== null && refused === undefined) {
        refused = token;
      } else if (attempt < TRIES && isRepeatable(request) && isBusy(response)) {
        await pause(wait(response, attempt), request.signal);
      } else {
        return response;
      }
    }
  };
}

function prepare(request: Request, language: string | null, anonymous: boolean): void {
  if (language && !request.headers.has("Accept-Language")) {
    request.headers.set("Accept-Language", language);
  }
  // One key for all tries of one act: whatever was lost in between, it is done once.
  if (request.method === "POST" && !anonymous && !request.headers.has("Idempotency-Key")) {
    request.headers.set("Idempotency-Key", crypto.randomUUID());
  }
}

function withToken(request: Request, token: string | null): Request {
  if (token !== null) request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}

async function sent(request: Request, send: Fetch): Promise<Response> {
  try {
    return await send(request);
  } catch (cause) {
    request.signal.throwIfAborted();
    throw networkError(cause);
  }
}

function isRepeatable(request: Request): boolean {
  return request.method !== "POST" || request.headers.has("Idempotency-Key");
}

function isBusy(response: Response): boolean {
  // 409 with Retry-After: the first request with this key is still under way.
  const underWay = response.status === 409 && response.headers.has("Retry-After");
  return (BUSY.has(response.status) || underWay) && (retryAfter(response) ?? 0) <= LONGEST_WAIT_S;
}

function wait(response: Response, attempt: number): number {
  return retryAfter(response) ?? 0.25 * 2 ** attempt;
}

export function pause(seconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, seconds * 1000);
    signal?.addEventListener("abort", stop, { once: true });
    if (signal?.aborted) stop();
    function done(): void {
      signal?.removeEventListener("abort", stop);
      resolve();
    }
    function stop(): void {
      clearTimeout(timer);
      reject(signal?.reason);
    }
  });
}
