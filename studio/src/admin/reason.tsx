import { type FormEvent, useState } from "react";
import { Dialog } from "../ui/dialog.tsx";
import { Problem } from "../ui/errors.tsx";
import { TextArea } from "../ui/field.tsx";
import { Submit } from "../ui/parts.tsx";
import { t } from "./words.ts";

/** Asks why, before an act that its owner is told of, or that `hint` says otherwise of. */
export function Reason({
  title,
  yes,
  hint = t("The owner is shown it."),
  danger = true,
  act,
  onClose,
}: {
  title: string;
  hint?: string;
  danger?: boolean;
  yes: string;
  act: (reason: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await act(reason);
      onClose();
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <TextArea
          label={t("Reason")}
          hint={hint}
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {error !== null && <Problem error={error} />}
        <div className="row end">
          <button type="button" className="button quiet" onClick={onClose}>
            {t("Go back")}
          </button>
          <Submit busy={busy} className={danger ? "button danger" : "button"}>
            {yes}
          </Submit>
        </div>
      </form>
    </Dialog>
  );
}
