import { data, type Job, type JobEvent, listed } from "@splashmy/client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, queries, splashmy } from "../client.ts";

const STREAMING_MS = 2_000;

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
  const { data: job } = useQuery({ ...jobQuery(id), enabled: false });
  // While pictures come, only the events change, and not the job.
  const { data: events = [] } = useQuery({
    queryKey: ["job", id, "events"],
    queryFn: () => withNewer(id),
    enabled: job?.status === "streaming",
    refetchInterval: STREAMING_MS,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt follows it anew
  useEffect(() => {
    const stop = new AbortController();
    setError(null);
    follow(id, stop.signal).catch((caught: unknown) => {
      if (!stop.signal.aborted) setError(caught);
    });
    return () => stop.abort();
  }, [id, attempt]);
  return { job, events, error, again: () => setAttempt((before) => before + 1) };
}

async function follow(id: string, signal: AbortSignal): Promise<void> {
  for await (const job of splashmy.watchJob(id, { signal })) {
    queries.setQueryData(jobQuery(id).queryKey, job);
  }
  for (const queryKey of [["quota"], ["results"], ["jobs"]])
    void queries.invalidateQueries({ queryKey });
}

/** The events that are known, and those that came since. */
async function withNewer(id: string): Promise<JobEvent[]> {
  const known = queries.getQueryData<JobEvent[]>(["job", id, "events"]) ?? [];
  const params = {
    path: { job_id: id },
    query: { after: known.at(-1)?.seq ?? 0, page_size: 50 },
  };
  return [
    ...known,
    ...(await listed(api.GET("/api/v1/processing/jobs/{job_id}/events/", { params }))),
  ];
}
