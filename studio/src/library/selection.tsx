import { Check } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { t } from "../language/index.ts";
import { Spinner } from "../ui/parts.tsx";
import { useToast } from "../ui/toast.tsx";

export type Selection = {
  isSelecting: boolean;
  chosen: ReadonlySet<string>;
  start: (on: boolean) => void;
  toggle: (id: string) => void;
};

export function useSelection(): Selection {
  const [isSelecting, setSelecting] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return {
    isSelecting,
    chosen,
    start: (on) => {
      setSelecting(on);
      setChosen(new Set());
    },
    toggle: (id) =>
      setChosen((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      }),
  };
}

/** A picture in a grid: a link, or something to tick while selecting. */
export function Cell({
  id,
  to,
  label,
  selection,
  children,
}: {
  id: string;
  to: string;
  label: string;
  selection: Selection;
  children: ReactNode;
}) {
  if (!selection.isSelecting) {
    return (
      <Link to={to} className="shot">
        {children}
      </Link>
    );
  }
  const isChosen = selection.chosen.has(id);
  return (
    <button
      type="button"
      className="shot shot-button"
      aria-pressed={isChosen}
      aria-label={label}
      onClick={() => selection.toggle(id)}
    >
      {children}
      <span className={isChosen ? "tick on" : "tick"}>
        {isChosen && <Check size={16} aria-hidden />}
      </span>
    </button>
  );
}

export type Act = { name: string; icon: ReactNode; run: (ids: string[]) => Promise<void> };

export function SelectionBar({ selection, acts }: { selection: Selection; acts: Act[] }) {
  const [busy, setBusy] = useState<string | null>(null);
  const { sayError } = useToast();
  const run = async ({ name, run: act }: Act) => {
    setBusy(name);
    try {
      await act([...selection.chosen]);
    } catch (error) {
      sayError(error);
    } finally {
      setBusy(null);
    }
  };
  if (!selection.isSelecting) {
    return (
      <button type="button" className="button quiet small" onClick={() => selection.start(true)}>
        {t("Select")}
      </button>
    );
  }
  const isEmpty = selection.chosen.size === 0;
  return (
    <div className="selection" role="toolbar" aria-label={t("Selection")}>
      <span>{t("{count} selected", { count: selection.chosen.size })}</span>
      {acts.map((act) => (
        <button
          key={act.name}
          type="button"
          className="button quiet small"
          disabled={isEmpty || busy !== null}
          onClick={() => void run(act)}
        >
          {busy === act.name ? <Spinner /> : act.icon}
          {act.name}
        </button>
      ))}
      <button type="button" className="button plain small" onClick={() => selection.start(false)}>
        {t("Done")}
      </button>
    </div>
  );
}

const AT_ONCE = 4;

/** Do the same for many, a few at a time. */
export async function forEach(ids: string[], act: (id: string) => Promise<unknown>): Promise<void> {
  const waiting = [...ids];
  const worker = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await act(id);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
