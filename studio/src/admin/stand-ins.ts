import { useQuery } from "@tanstack/react-query";

/** What stands in for OpenAI and Rekognition on a local stack; an account has none. */
export type Service = "openai" | "rekognition";
export type Kinds = Record<Service, string[]>;
export type Fault = {
  service: Service;
  fault: string;
  times: number;
  match: string;
  retry_after?: number | null;
  seconds?: number;
  status?: number;
};
export type StandInCall = { service: Service; operation: string; text: string; at: number };

/** Null where nothing answers: CloudFront gives a page for every address. */
async function answered<Answer>(path: string): Promise<Answer | null> {
  const response = await fetch(`/_stand-ins/${path}`);
  const isJson = response.headers.get("content-type")?.includes("json");
  return response.ok && isJson ? ((await response.json()) as Answer) : null;
}

export async function setFaults(faults: Fault[]): Promise<void> {
  const response = await fetch("/_stand-ins/faults", {
    method: "PUT",
    body: JSON.stringify(faults),
  });
  if (!response.ok) throw new Error(await response.text());
}

export function useStandIns<Answer>(
  path: "kinds" | "faults" | "calls",
  refetchInterval: number | false = false,
) {
  return useQuery({
    queryKey: ["stand-ins", path],
    queryFn: () => answered<Answer>(path),
    refetchInterval,
    retry: false,
  }).data;
}
