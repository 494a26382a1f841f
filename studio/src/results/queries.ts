import type { Result } from "@splashmy/client";
import { queries } from "../client.ts";

/** Show a change of one result wherever it is on the screen, now; lists follow when next seen. */
export function changeResult(id: string, change: Partial<Result>): void {
  const changed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(changed);
    if (typeof value !== "object" || value === null) return value;
    if ("id" in value && value.id === id && "job_id" in value) return { ...value, ...change };
    if ("pages" in value && Array.isArray(value.pages))
      return { ...value, pages: value.pages.map(page) };
    return value;
  };
  const page = (one: { pagination: { results: unknown[] } }) => ({
    ...one,
    pagination: { ...one.pagination, results: one.pagination.results.map(changed) },
  });
  for (const queryKey of [["results"], ["job"]]) queries.setQueriesData({ queryKey }, changed);
}

export function forgetResults(): void {
  void queries.invalidateQueries({ queryKey: ["results"] });
  void queries.invalidateQueries({ queryKey: ["job"] });
  void queries.invalidateQueries({ queryKey: ["images", "stats"] });
}
