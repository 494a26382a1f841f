import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { t } from "../language/index.ts";

/** The browser's own modal dialog: it keeps the focus and closes with Escape. */
export function Dialog({
  title,
  wide = false,
  onClose,
  children,
}: {
  title: string;
  wide?: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={wide ? "sheet wide" : "sheet"}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="sheet-inner">
        <div className="sheet-head">
          <h2 id={heading}>{title}</h2>
          <button
            type="button"
            className="button plain icon small"
            onClick={onClose}
            aria-label={t("Close")}
          >
            <X size={20} />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}

export type Question = {
  title: string;
  text: ReactNode;
  yes: string;
  danger?: boolean;
  act: () => Promise<unknown> | unknown;
};

/** Asks before something that cannot be taken back. */
export function useConfirm(): [(question: Question) => void, ReactNode] {
  const [question, setQuestion] = useState<Question | null>(null);
  const [busy, setBusy] = useState(false);
  const close = () => setQuestion(null);
  const accept = async () => {
    setBusy(true);
    try {
      await question?.act();
    } finally {
      setBusy(false);
      close();
    }
  };
  const shown = question && (
    <Dialog title={question.title} onClose={close}>
      <div>{question.text}</div>
      <div className="row end">
        <button type="button" className="button quiet" onClick={close}>
          {t("Go back")}
        </button>
        <button
          type="button"
          className={question.danger ? "button danger" : "button"}
          onClick={accept}
          disabled={busy}
        >
          {question.yes}
        </button>
      </div>
    </Dialog>
  );
  return [setQuestion, shown];
}
