import type { MonitoredJobDetail } from "@splashmy/client";
import { t } from "./words.ts";

type Event = MonitoredJobDetail["events"][number];

/** The statuses of a job one by one; for users some are the same. */
export function stateName(status: string): string {
  const names: Record<string, string> = {
    pending: t("Pending"),
    moderating: t("In moderation"),
    processing: t("Processing"),
    streaming: t("Streaming"),
    completed: t("Completed"),
    failed: t("Failed"),
    cancelled: t("Cancelled"),
  };
  return names[status] ?? status;
}

export function eventName({ type, status }: Event): string {
  if (type === "partial_image") return t("Partial picture");
  if (type === "error") return t("Failed");
  return status ? stateName(status) : t("Completed");
}

export function outcomeName(outcome: MonitoredJobDetail["calls"][number]["outcome"]): string {
  if (!outcome) return t("Under way");
  return {
    made: t("Made"),
    refused: t("Refused"),
    failed: t("Failed"),
    discarded: t("Discarded"),
    lost: t("Lost"),
  }[outcome];
}

export function quotaName(state: string): string {
  const names: Record<string, string> = {
    reserved: t("Reserved"),
    settled: t("Counted"),
    released: t("Given back"),
  };
  return names[state] ?? state;
}

export function causeName(cause: NonNullable<MonitoredJobDetail["failure"]>["cause"]): string {
  return {
    photo: t("The photo"),
    words: t("The words"),
    output: t("The result"),
    provider: t("The provider"),
    service: t("The service"),
    cancelled: t("Cancelled"),
  }[cause];
}
