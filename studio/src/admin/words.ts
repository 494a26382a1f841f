import { i18n } from "@lingui/core";
import type { Message } from "../language/index.ts";
import type { AdminMessage } from "./es.ts";

/** The words of the administration, and those that it shares with the studio. */
export function t(message: Message | AdminMessage, values?: Record<string, unknown>): string {
  return i18n._(message, values);
}
