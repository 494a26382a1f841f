import { data, type Job, type JobEvent, listed } from "@splashmy/client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, queries, splashmy } from "../client.ts";

export const ENDED = new Set(["completed", "failed", "cancelled"]);

export function jobQuery(id: string) {
  return queryOptions({
    queryKey: ["job", id],
    queryFn: () =>
      data(api.GET("/api/v1/processing/jobs/{job_id}/", { params: { path: { job_id: id } } })),
  });
}

export function jobResults(id: string) {
  return queryOptions({
    queryKey: ["job", id, "results"],
    queryFn: () =>
      listed(
        api.GET("/api/v1/processing/jobs/{job_id}/results/", { params: { path: { job_id: id } } }),
      ),
  });
}

export type Watched = {
  job: Job | undefined;
  events: JobEvent[];
  error: unknown;
  again: () => void;
};

/** A job and its events, followed until its end; leaving the page stops it, coming back goes on. */
export function useWatchedJob(id: string): Watched {
  const [attempt, setAttempt] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const [events, setEvents] = useState<JobEvent[]>([]);
  const { data: job } = useQuery({ ...jobQuery(id), enabled: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt follows it anew
  useEffect(() => {
    const stop = new AbortController();
    setError(null);
    follow(id, setEvents, stop.signal).catch((caught: unknown) => {
      if (!stop.signal.aborted) setError(caught);
    });
    return () => stop.abort();
  }, [id, attempt]);
  return { job, events, error, again: () => setAttempt((before) => before + 1) };
}

async function follow(
  id: string,
  show: (add: (events: JobEvent[]) => JobEvent[]) => void,
  signal: AbortSignal,
): Promise<void> {
  let after = 0;
  for await (const job of splashmy.watchJob(id, { signal })) {
    queries.setQueryData(jobQuery(id).queryKey, job);
    const seen = await eventsAfter(id, after);
    after = seen.at(-1)?.seq ?? after;
    if (seen.length) show((known) => merged(known, seen));
  }
  for (const queryKey of [["quota"], ["results"], ["jobs"]])
    void queries.invalidateQueries({ queryKey });
}

function merged(known: JobEvent[], seen: JobEvent[]): JobEvent[] {
  const last = known.at(-1)?.seq ?? 0;
  return [...known, ...seen.filter((event) => event.seq > last)];
}

async function eventsAfter(id: string, after: number): Promise<JobEvent[]> {
  const params = { path: { job_id: id }, query: { after, page_size: 50 } };
  return listed(api.GET("/api/v1/processing/jobs/{job_id}/events/", { params }));
}
