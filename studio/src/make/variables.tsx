import { useQuery } from "@tanstack/react-query";
import { t } from "../language/index.ts";
import { styleDetail } from "../styles/queries.ts";
import { Select, TextField } from "../ui/field.tsx";
import { changeDraft, useDraft } from "./draft.ts";

/** What the chosen style lets one decide, such as its light or mood. */
export function Variables() {
  const { styleId, variables } = useDraft();
  const { data: style } = useQuery({ ...styleDetail(styleId ?? ""), enabled: styleId !== null });
  if (!style?.variables.length) return null;
  const set = (name: string, value: string) =>
    changeDraft((draft) => ({ variables: { ...draft.variables, [name]: value } }));
  return (
    <fieldset className="stack tight">
      <legend className="label">{t("Of this style")}</legend>
      <div className="fields">
        {style.variables.map(({ name, type, choices, default: usual }) =>
          type === "choice" ? (
            <Select
              key={name}
              label={readable(name)}
              value={variables[name] ?? usual}
              choices={choices.map((value) => ({ value, label: value }))}
              onChange={(event) => set(name, event.target.value)}
            />
          ) : (
            <TextField
              key={name}
              label={readable(name)}
              value={variables[name] ?? usual}
              maxLength={200}
              onChange={(event) => set(name, event.target.value)}
            />
          ),
        )}
      </div>
    </fieldset>
  );
}

function readable(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
