import type { ReactNode } from "react";

/** One of a few, chosen by pressing it. */
export function Chips<Value extends string | null>({
  label,
  choices,
  value,
  onChange,
}: {
  label: string;
  choices: readonly (readonly [Value, ReactNode])[];
  value: Value;
  onChange: (value: Value) => void;
}) {
  return (
    <fieldset className="chips" aria-label={label}>
      {choices.map(([one, name]) => (
        <button
          key={one}
          type="button"
          className="chip"
          aria-pressed={value === one}
          onClick={() => onChange(one)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
