import type { ComponentProps } from "react";
import { TextField } from "../ui/field.tsx";
import { t } from "./words.ts";

type Bound = Omit<ComponentProps<typeof TextField>, "label">;

/** What something is called in Spanish; where it is empty, the English words stand. */
export function InSpanish({ name, description }: { name: Bound; description: Bound }) {
  return (
    <fieldset className="stack" lang="es">
      <TextField
        label={t("Name in Spanish")}
        hint={t("Empty shows the English one.")}
        maxLength={100}
        {...name}
      />
      <TextField label={t("Description in Spanish")} maxLength={500} {...description} />
    </fieldset>
  );
}

export function asTranslations(name: string, description: string) {
  return { es: name || description ? { name, description } : null };
}
