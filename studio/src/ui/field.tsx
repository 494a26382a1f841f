import { type ComponentProps, type ReactNode, useId } from "react";
import { t } from "../language/index.ts";

type Shared = { label: string; hint?: ReactNode; problem?: string | undefined };

function Frame({
  id,
  label,
  hint,
  problem,
  children,
}: Shared & { id: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {hint && (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {problem && (
        <div className="problem" id={`${id}-problem`}>
          {problem}
        </div>
      )}
    </div>
  );
}

function described(id: string, { hint, problem }: Shared) {
  const by = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return { id, ...(problem && { "aria-invalid": true }), ...(by && { "aria-describedby": by }) };
}

export function TextField({ label, hint, problem, ...input }: Shared & ComponentProps<"input">) {
  const id = useId();
  const shared = { label, hint, ...(problem && { problem }) };
  return (
    <Frame id={id} {...shared}>
      <input {...described(id, shared)} {...input} />
    </Frame>
  );
}

export function TextArea({ label, hint, problem, ...input }: Shared & ComponentProps<"textarea">) {
  const id = useId();
  const shared = { label, hint, ...(problem && { problem }) };
  return (
    <Frame id={id} {...shared}>
      <textarea {...described(id, shared)} {...input} />
    </Frame>
  );
}

/** A prompt with a place for the words of whoever uses it. */
export function PromptField(props: Shared & ComponentProps<"textarea">) {
  const hint = t("{place} is where the words of a picture go.", { place: "{original_prompt}" });
  return <TextArea hint={hint} {...props} />;
}

export type Choice = { value: string; label: string };

export function Select({
  label,
  hint,
  problem,
  choices,
  ...input
}: Shared & ComponentProps<"select"> & { choices: Choice[] }) {
  const id = useId();
  const shared = { label, hint, ...(problem && { problem }) };
  return (
    <Frame id={id} {...shared}>
      <select {...described(id, shared)} {...input}>
        {choices.map(({ value, label: name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </Frame>
  );
}

export function Check({
  label,
  hint,
  ...input
}: { label: string; hint?: string } & ComponentProps<"input">) {
  return (
    <label className="check">
      <input type="checkbox" {...input} />
      <span>
        {label}
        {hint && <span className="fine"> {hint}</span>}
      </span>
    </label>
  );
}
