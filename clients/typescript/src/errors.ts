export type ErrorDetail = { field?: string; code?: string; message?: string };

/** An answer of the API that is not a success; `message` is one sentence for a person. */
export class SplashMyError extends Error {
  override readonly name = "SplashMyError";
  /** HTTP's status; 0 when no answer came. */
  readonly status: number;
  /** Of the closed list in the API's document, such as `quota_exceeded`; `network_error` for none. */
  readonly code: string;
  readonly details: ErrorDetail[];
  readonly requestId: string | null;
  /** Seconds to wait before another try, where the API says so. */
  readonly retryAfter: number | null;

  constructor(
    message: string,
    known: {
      status: number;
      code: string;
      details?: ErrorDetail[];
      requestId?: string | null;
      retryAfter?: number | null;
    },
  ) {
    super(message);
    this.status = known.status;
    this.code = known.code;
    this.details = known.details ?? [];
    this.requestId = known.requestId ?? null;
    this.retryAfter = known.retryAfter ?? null;
  }
}

export function networkError(cause: unknown): SplashMyError {
  const error = new SplashMyError("The service could not be reached; check the connection.", {
    status: 0,
    code: "network_error",
  });
  error.cause = cause;
  return error;
}

type Failure = {
  message?: string;
  error?: { code?: string; details?: unknown[]; request_id?: string };
};

export function errorFrom(response: Response, body: unknown): SplashMyError {
  const failure: Failure = typeof body === "object" && body !== null ? body : {};
  return new SplashMyError(failure.message ?? `The service answered ${response.status}.`, {
    status: response.status,
    code: failure.error?.code ?? `http_${response.status}`,
    details: (failure.error?.details ?? []).filter(isDetail),
    requestId: failure.error?.request_id ?? null,
    retryAfter: retryAfter(response),
  });
}

function isDetail(value: unknown): value is ErrorDetail {
  return typeof value === "object" && value !== null;
}

/** Seconds, from either form that HTTP allows. */
export function retryAfter(response: Response): number | null {
  const value = response.headers.get("Retry-After");
  if (value === null) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, (date - Date.now()) / 1000);
}
