import { t } from "../language/index.ts";
import type { Choice } from "../ui/field.tsx";

/** What a picture can be made with, as people call it. */
export const automatic = (): Choice => ({ value: "auto", label: t("Automatic") });

export const qualities = (): Choice[] => [
  automatic(),
  { value: "low", label: t("Draft") },
  { value: "medium", label: t("Good") },
  { value: "high", label: t("Best") },
];

export const sizes = (): Choice[] => [
  automatic(),
  { value: "1024x1024", label: t("Square") },
  { value: "1536x1024", label: t("Landscape") },
  { value: "1024x1536", label: t("Portrait") },
];

export const formats = (): Choice[] => [
  { value: "png", label: "PNG" },
  { value: "jpeg", label: "JPEG" },
  { value: "webp", label: "WebP" },
];

export const backgrounds = (): Choice[] => [
  automatic(),
  { value: "opaque", label: t("Filled") },
  { value: "transparent", label: t("Transparent") },
];
