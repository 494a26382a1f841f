/** Endpoints of the administration that the client's document may not have yet, by the contract. */
import { api } from "../client.ts";

type Called<Answer> = Promise<{ data?: Answer; error?: unknown; response: Response }>;
type Call = <Answer>(
  path: string,
  init?: { params?: { path?: object; query?: object }; body?: object },
) => Called<Answer>;

export const get = api.GET as unknown as Call;
export const post = api.POST as unknown as Call;
export const remove = api.DELETE as unknown as Call;

export type List<One> = {
  pagination: { count: number; next: string | null; results: One[] };
};

export type Review = {
  id: string;
  thing?: "image" | "result";
  kind?: "rejected" | "appealed" | "reported";
  title: string;
  description: string;
  author: string;
  labels: string[];
  appeal: string | null;
  reports?: { reason: string; text: string; created_at: string }[];
  url: string;
  created_at: string;
};

export type Act = {
  id: string;
  administrator: { id: string; username: string };
  action: string;
  target_id: string | null;
  reason: string | null;
  created_at: string;
};

export type MonitoredJob = {
  id: string;
  owner_id: string;
  owner: string;
  job_type: string;
  status: string;
  style_name: string | null;
  model: string;
  attempts: number;
  price_ceiling: string;
  cost: { usd: string | null } | null;
  failure: { cause: string; message: string } | null;
  correlation_id: string | null;
  created_at: string;
  started_at: string | null;
  completed_at: string | null;
};

export type MonitoredJobDetail = MonitoredJob & {
  execution: string;
  quota_state: string;
  events: { seq: number; type: string; message: string; created_at: string }[];
};

export type ServiceState = {
  by_status: Record<string, number>;
  waiting: number;
  in_flight: number;
  oldest_waiting_s: number | null;
  schedules: {
    task: string;
    outcome: string;
    result: string | null;
    started_at: string;
    seconds: number;
  }[];
};
