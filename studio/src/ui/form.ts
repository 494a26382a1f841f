import { useState } from "react";
import { problemOf } from "./errors.tsx";

type Typed = { target: { value: string } };
type Ticked = { target: { checked: boolean } };
/** Those of a form's values that are of one type. */
type Names<Form, Value> = {
  [Name in keyof Form]: Form[Name] extends Value ? Name : never;
}[keyof Form] &
  string;

/** The values of a form, and what binds its fields to them. */
export function useForm<Form extends object>(usual: Form | (() => Form)) {
  const [form, setForm] = useState(usual);
  const set = (change: Partial<Form>) => setForm((before) => ({ ...before, ...change }));
  /** `path` is where the API says what is wrong with it. */
  const field = <Name extends Names<Form, string>>(
    name: Name,
    error: unknown,
    path: string = name,
  ) => ({
    name,
    value: form[name] as string,
    problem: problemOf(error, path),
    onChange: ({ target }: Typed) => set({ [name]: target.value } as Partial<Form>),
  });
  const flag = <Name extends Names<Form, boolean>>(name: Name) => ({
    name,
    checked: form[name] as boolean,
    onChange: ({ target }: Ticked) => set({ [name]: target.checked } as Partial<Form>),
  });
  return { form, set, field, flag };
}
