import { t } from "../language/index.ts";
import { Check, Select } from "../ui/field.tsx";
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
  const auto = { value: "auto", label: t("Automatic") };
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
        <Select
          label={t("Size")}
          {...field("size")}
          choices={[
            auto,
            { value: "1024x1024", label: t("Square") },
            { value: "1536x1024", label: t("Landscape") },
            { value: "1024x1536", label: t("Portrait") },
          ]}
        />
        <Select
          label={t("Quality")}
          {...field("quality")}
          choices={[
            auto,
            { value: "low", label: t("Draft") },
            { value: "medium", label: t("Good") },
            { value: "high", label: t("Best") },
          ]}
        />
        <Select
          label={t("Format")}
          {...field("output_format")}
          choices={[
            auto,
            { value: "png", label: "PNG" },
            { value: "jpeg", label: "JPEG" },
            { value: "webp", label: "WebP" },
          ]}
        />
        <Select
          label={t("Background")}
          {...field("background")}
          choices={[
            auto,
            { value: "opaque", label: t("Filled") },
            { value: "transparent", label: t("Transparent") },
          ]}
        />
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
