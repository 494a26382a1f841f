import { browserStore, SplashMy, SplashMyError } from "@splashmy/client";
import { QueryClient } from "@tanstack/react-query";
import { language } from "./language/index.ts";

export const splashmy = new SplashMy({
  baseUrl: location.origin,
  store: browserStore(),
  shared: true,
  language,
});
export const { api, session } = splashmy;

/** Signed picture URLs live for an hour; lists are read anew well before that. */
const FRESH_MS = 60_000;

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      retry: (failures, error) => failures < 2 && isOutOfReach(error),
    },
  },
});

function isOutOfReach(error: unknown): boolean {
  return error instanceof SplashMyError && error.status === 0;
}
