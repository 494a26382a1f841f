/** The API's own things, named; all of it derives from the API's document. */
import type { paths } from "./schema.ts";

type Method = "get" | "put" | "post" | "delete" | "patch";
type Ok = 200 | 201 | 202;
type Json<Responses> = {
  [Status in keyof Responses & Ok]: Responses[Status] extends {
    content: { "application/json": infer Body };
  }
    ? Body
    : never;
}[keyof Responses & Ok];

export type Path = keyof paths;
export type Answer<P extends Path, M extends Method> = paths[P] extends {
  [Key in M]: { responses: infer Responses };
}
  ? Json<Responses>
  : never;
/** What is in `data`. */
export type Data<P extends Path, M extends Method> =
  Answer<P, M> extends { data: infer Inner } ? Inner : never;
/** One of what is in `pagination.results`. */
export type Item<P extends Path> =
  Answer<P, "get"> extends { pagination: { results: (infer One)[] } } ? One : never;
export type Body<P extends Path, M extends Method> = paths[P] extends {
  [Key in M]: { requestBody?: { content: { "application/json": infer Sent } } };
}
  ? Sent
  : never;
export type Query<P extends Path> = paths[P] extends {
  get: { parameters: { query?: infer Asked } };
}
  ? NonNullable<Asked>
  : never;

export type Session = Data<"/api/v1/auth/login/", "post">;
export type Profile = Data<"/api/v1/auth/profile/", "get">;
export type User = Item<"/api/v1/auth/users/">;
export type Image = Item<"/api/v1/images/">;
export type PublicImage = Item<"/api/v1/images/public/">;
export type ImageStats = Data<"/api/v1/images/stats/", "get">;
export type Review = Item<"/api/v1/images/moderation/">;
export type Tag = Item<"/api/v1/images/tags/">;
export type Category = Item<"/api/v1/styles/categories/">;
export type Style = Item<"/api/v1/styles/">;
export type StyleDetail = Data<"/api/v1/styles/{style_id}/", "get">;
export type ManagedStyle = Item<"/api/v1/styles/managed/">;
export type ManagedCategory = Item<"/api/v1/styles/categories/managed/">;
export type StyleExample = Item<"/api/v1/styles/{style_id}/examples/">;
export type Preference = Item<"/api/v1/styles/preferences/">;
export type Job = Data<"/api/v1/processing/jobs/{job_id}/", "get">;
export type JobEvent = Item<"/api/v1/processing/jobs/{job_id}/events/">;
export type NewJob = Body<"/api/v1/processing/jobs/", "post">;
export type Result = Item<"/api/v1/processing/results/">;
export type Quota = Data<"/api/v1/processing/quota/", "get">;
export type JobStats = Data<"/api/v1/processing/stats/", "get">;
export type Template = Item<"/api/v1/processing/templates/">;
export type Webhook = Item<"/api/v1/processing/webhooks/">;
export type Delivery = Item<"/api/v1/processing/webhooks/{webhook_id}/deliveries/">;
export type Upload = Data<"/api/v1/images/upload/", "post">;
export type AuditEntry = Item<"/api/v1/auth/audit/">;
export type Monitor = Data<"/api/v1/processing/monitor/", "get">;
export type CallFigures = Monitor["provider"]["last_hour"];
export type ScheduledTask = Monitor["schedules"][number];
export type Alarm = Data<"/api/v1/processing/monitor/alarms/", "get">["alarms"][number];
export type MonitoredJob = Item<"/api/v1/processing/monitor/jobs/">;
export type MonitoredJobDetail = Data<"/api/v1/processing/monitor/jobs/{job_id}/", "get">;
export type DeadLetters = Data<"/api/v1/processing/monitor/dead-letters/{queue}/", "get">;
