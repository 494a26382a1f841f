import { t } from "../language/index.ts";
import { Check, Select } from "../ui/field.tsx";
import { automatic, backgrounds, formats, qualities, sizes } from "./choices.ts";
import { changeDraft, type Parameters, useDraft } from "./draft.ts";

export function ParameterFields() {
  const { parameters } = useDraft();
  const set = (change: Partial<Parameters>) =>
    changeDraft((draft) => ({ parameters: { ...draft.parameters, ...change } }));
  const field = (name: "quality" | "size" | "output_format" | "background") => ({
    name,
    value: parameters[name],
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  });
  return (
    <fieldset className="stack">
      <legend className="label">{t("Details")}</legend>
      <div className="fields">
        <Select
          label={t("Pictures")}
          name="n"
          value={String(parameters.n)}
          onChange={(event) => set({ n: Number(event.target.value) })}
          choices={["1", "2", "3", "4"].map((value) => ({ value, label: value }))}
        />
        <Select label={t("Size")} {...field("size")} choices={sizes()} />
        <Select label={t("Quality")} {...field("quality")} choices={qualities()} />
        <Select
          label={t("Format")}
          {...field("output_format")}
          choices={[automatic(), ...formats()]}
        />
        <Select label={t("Background")} {...field("background")} choices={backgrounds()} />
      </div>
      <Check
        label={t("Show the picture while it is painted")}
        checked={parameters.shows_progress}
        onChange={(event) => set({ shows_progress: event.target.checked })}
      />
      <Check
        label={t("Publish it in the gallery")}
        hint={t("Everyone can see it, with your username. You can change that later.")}
        checked={parameters.is_public}
        onChange={(event) => set({ is_public: event.target.checked })}
      />
    </fieldset>
  );
}
