import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useConfirm } from "../ui/dialog.tsx";
import { useToast } from "../ui/toast.tsx";
import { t } from "./words.ts";

/** Deletes something once it was asked about. */
export function Remove({
  name,
  title,
  text,
  done,
  remove,
}: {
  name: string;
  title: string;
  text: ReactNode;
  done: string;
  remove: () => Promise<unknown>;
}) {
  const [ask, question] = useConfirm();
  const { say, sayError } = useToast();
  const act = () => remove().then(() => say(done), sayError);
  return (
    <>
      <button
        type="button"
        className="button plain icon small"
        aria-label={t("Delete {name}", { name })}
        onClick={() => ask({ title, text, yes: t("Delete"), danger: true, act })}
      >
        <Trash2 size={17} />
      </button>
      {question}
    </>
  );
}
