import { t } from "../language/index.ts";

export function statusName(status: string): string {
  const names: Record<string, string> = {
    pending: t("Waiting"),
    moderating: t("Being checked"),
    processing: t("Being painted"),
    streaming: t("Being painted"),
    completed: t("Ready"),
    failed: t("Failed"),
    cancelled: t("Cancelled"),
  };
  return names[status] ?? status;
}

export function typeName(type: string): string {
  const names: Record<string, string> = {
    generation: t("From words"),
    edit: t("Edit"),
    style_transfer: t("Style"),
  };
  return names[type] ?? type;
}

export function statusKind(status: string): string {
  if (status === "completed") return "badge good";
  if (status === "failed") return "badge bad";
  return status === "cancelled" ? "badge" : "badge accent";
}
