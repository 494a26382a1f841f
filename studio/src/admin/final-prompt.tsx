import type { ManagedStyle } from "@splashmy/client";
import { useState } from "react";
import { number } from "../language/index.ts";
import { Select, TextField } from "../ui/field.tsx";
import { t } from "./words.ts";

/** What the model would be told, with words and values of one's own. */
export function FinalPrompt({
  template,
  name,
  variables,
  longest,
}: {
  template: string;
  name: string;
  variables: ManagedStyle["variables"];
  longest: number;
}) {
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const values: Record<string, string> = { original_prompt: words.trim(), style_name: name };
  for (const variable of variables) values[variable.name] = current(variable, chosen);
  const final = template
    .replace(/\{([a-z][a-z0-9_]*)\}/g, (whole, key: string) => values[key] ?? whole)
    .trim();
  return (
    <section className="stack" aria-label={t("The final prompt")}>
      <h3>{t("The final prompt")}</h3>
      <div className="fields">
        <TextField
          label={t("Words of a user")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        {variables.map((variable) => {
          const shared = {
            label: `{${variable.name}}`,
            value: current(variable, chosen),
            onChange: ({ target }: { target: { value: string } }) =>
              setChosen({ ...chosen, [variable.name]: target.value }),
          };
          return variable.type === "choice" ? (
            <Select
              key={variable.name}
              choices={variable.choices.filter(Boolean).map((value) => ({ value, label: value }))}
              {...shared}
            />
          ) : (
            <TextField key={variable.name} {...shared} />
          );
        })}
      </div>
      <output className="prompt">{final}</output>
      <p className={final.length > longest ? "problem" : "fine"}>
        {t("{length} of {longest} characters", {
          length: number(final.length),
          longest: number(longest),
        })}
      </p>
    </section>
  );
}

function current(
  { name, type, choices, default: usual }: ManagedStyle["variables"][number],
  chosen: Record<string, string>,
): string {
  const value = chosen[name];
  if (value === undefined || (type === "choice" && !choices.includes(value))) return usual;
  return value;
}
