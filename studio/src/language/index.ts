import { i18n } from "@lingui/core";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import type { Message } from "./es.ts";

/** What is written in the code is English; `es.ts` has each sentence in Spanish. */
export type Language = "en" | "es";
export type { Message };

const KEY = "splashmy.language";
i18n.setMessagesCompiler(compileMessage);

export function language(): Language {
  return i18n.locale === "es" ? "es" : "en";
}

export function t(message: Message, values?: Record<string, unknown>): string {
  return i18n._(message, values);
}

/** Add the words of a part of the studio that came later. */
export function learn(messages: Record<string, string>): void {
  i18n.load(i18n.locale, messages);
}

export async function startLanguage(): Promise<void> {
  const chosen = localStorage.getItem(KEY) ?? navigator.language.slice(0, 2);
  await speak(chosen === "es" ? "es" : "en");
}

/** Pages are read anew in the other language: the API's own words change too. */
export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(KEY, chosen);
  location.reload();
}

async function speak(chosen: Language): Promise<void> {
  const messages = chosen === "es" ? (await import("./es.ts")).es : {};
  i18n.loadAndActivate({ locale: chosen, messages });
  document.documentElement.lang = chosen;
}

export function date(iso: string): string {
  return i18n.date(iso, { dateStyle: "medium", timeStyle: "short" });
}

/** To the second. */
export function moment(iso: string): string {
  return i18n.date(iso, { dateStyle: "medium", timeStyle: "medium" });
}

export function day(iso: string): string {
  return i18n.date(iso, { dateStyle: "medium" });
}

export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  return i18n.number(value, options);
}

export function dollars(value: string | number): string {
  const amount = Number(value);
  const digits = amount > 0 && amount < 1 ? 3 : 2;
  return i18n.number(amount, {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  });
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];

export function bytes(value: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(value, 1)) / 3), UNITS.length - 1);
  return i18n.number(value / 1000 ** step, {
    style: "unit",
    unit: UNITS[step] ?? "byte",
    maximumFractionDigits: 1,
  });
}

export function seconds(value: number): string {
  if (value < 90)
    return i18n.number(value, { style: "unit", unit: "second", maximumFractionDigits: 0 });
  return i18n.number(value / 60, { style: "unit", unit: "minute", maximumFractionDigits: 0 });
}
