import { Flag } from "lucide-react";
import { type FormEvent, useState } from "react";
import { t } from "../language/index.ts";
import { Dialog } from "./dialog.tsx";
import { Problem } from "./errors.tsx";
import { Select, TextArea } from "./field.tsx";
import { Submit } from "./parts.tsx";
import { useToast } from "./toast.tsx";

const REASONS = ["nudity", "violence", "hate", "copyright", "privacy", "other"] as const;
export type Report = { reason: (typeof REASONS)[number]; text: string };

export type SendReport = (report: Report) => Promise<unknown>;

/** Tells the administrators of something that should not be public; in a list, `of` names it. */
export function ReportButton({ send, of }: { send: SendReport; of?: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={of ? "button quiet icon small report" : "button plain small"}
        aria-label={of && t("Report {name}", { name: of })}
        onClick={() => setOpen(true)}
      >
        <Flag size={16} aria-hidden />
        {!of && t("Report")}
      </button>
      {isOpen && <ReportDialog send={send} onClose={() => setOpen(false)} />}
    </>
  );
}

function ReportDialog({ send, onClose }: { send: SendReport; onClose: () => void }) {
  const { say } = useToast();
  const [report, setReport] = useState<Report>({ reason: "nudity", text: "" });
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await send(report);
      say(t("Thank you. A person will look at it."));
      onClose();
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={t("What is wrong with it?")} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <Select
          label={t("Reason")}
          value={report.reason}
          choices={REASONS.map((value) => ({ value, label: reasonName(value) }))}
          onChange={(event) =>
            setReport({ ...report, reason: event.target.value as Report["reason"] })
          }
        />
        <TextArea
          label={t("What should we know? (optional)")}
          value={report.text}
          maxLength={500}
          onChange={(event) => setReport({ ...report, text: event.target.value })}
        />
        {error !== null && <Problem error={error} />}
        <div className="row end">
          <button type="button" className="button quiet" onClick={onClose}>
            {t("Go back")}
          </button>
          <Submit busy={busy}>{t("Report")}</Submit>
        </div>
      </form>
    </Dialog>
  );
}

export function reasonName(reason: string): string {
  const names: Record<string, string> = {
    nudity: t("Nudity"),
    violence: t("Violence"),
    hate: t("Hate"),
    copyright: t("It uses somebody's work without leave"),
    privacy: t("It shows somebody who does not want it"),
    other: t("Something else"),
  };
  return names[reason] ?? reason;
}
