import type { ManagedStyle } from "@splashmy/client";
import { Plus, Trash2 } from "lucide-react";
import { Note } from "../ui/errors.tsx";
import { Select, TextArea, TextField } from "../ui/field.tsx";
import { t } from "./words.ts";

type Variable = ManagedStyle["variables"][number];

const MOST = 10;
const EMPTY: Variable = { name: "", type: "text", choices: [], default: "" };

/** What a style lets its users decide; the template has `{name}` where it goes. */
export function VariableFields({
  variables,
  problem,
  onChange,
}: {
  variables: Variable[];
  problem: string | undefined;
  onChange: (variables: Variable[]) => void;
}) {
  const put = (at: number, changed: Partial<Variable>) =>
    onChange(variables.map((one, index) => (index === at ? { ...one, ...changed } : one)));
  return (
    <fieldset className="stack">
      <legend className="label">{t("Variables")}</legend>
      {variables.map((variable, at) => (
        <Fields
          // biome-ignore lint/suspicious/noArrayIndexKey: its name is being typed
          key={at}
          variable={variable}
          onChange={(changed) => put(at, changed)}
          onRemove={() => onChange(variables.filter((_, index) => index !== at))}
        />
      ))}
      {problem && <Note kind="bad">{problem}</Note>}
      {variables.length < MOST && (
        <div>
          <button
            type="button"
            className="button quiet small"
            onClick={() => onChange([...variables, EMPTY])}
          >
            <Plus size={17} aria-hidden />
            {t("Add a variable")}
          </button>
        </div>
      )}
    </fieldset>
  );
}

function Fields({
  variable,
  onChange,
  onRemove,
}: {
  variable: Variable;
  onChange: (changed: Partial<Variable>) => void;
  onRemove: () => void;
}) {
  const isChoice = variable.type === "choice";
  return (
    <div className="variable">
      <div className="fields">
        <TextField
          label={t("Variable")}
          required
          maxLength={40}
          pattern="[a-z][a-z0-9_]*"
          title={t("Small letters, digits and underscores.")}
          value={variable.name}
          onChange={({ target }) => onChange({ name: target.value })}
        />
        <Select
          label={t("Kind")}
          value={variable.type}
          choices={[
            { value: "text", label: t("Any words") },
            { value: "choice", label: t("One of a few") },
          ]}
          onChange={({ target }) => onChange(ofKind(variable, target.value === "choice"))}
        />
        {isChoice ? (
          <Select
            label={t("Usual value")}
            value={variable.default}
            choices={variable.choices.filter(Boolean).map((value) => ({ value, label: value }))}
            onChange={({ target }) => onChange({ default: target.value })}
          />
        ) : (
          <TextField
            label={t("Usual value")}
            maxLength={200}
            value={variable.default}
            onChange={({ target }) => onChange({ default: target.value })}
          />
        )}
      </div>
      {isChoice && (
        <TextArea
          label={t("Choices, one a line")}
          required
          value={variable.choices.join("\n")}
          onChange={({ target }) => onChange(withChoices(variable, target.value.split("\n")))}
        />
      )}
      <button
        type="button"
        className="button plain small"
        onClick={onRemove}
        aria-label={t("Delete {name}", { name: variable.name })}
      >
        <Trash2 size={17} aria-hidden />
        {t("Delete")}
      </button>
    </div>
  );
}

function ofKind(variable: Variable, isChoice: boolean): Partial<Variable> {
  if (!isChoice) return { type: "text", choices: [] };
  return { type: "choice", choices: variable.default ? [variable.default] : [] };
}

/** The usual value is always one of them. */
function withChoices(variable: Variable, choices: string[]): Partial<Variable> {
  const isKept = choices.includes(variable.default);
  return { choices, default: isKept ? variable.default : (choices.find(Boolean) ?? "") };
}
