import { Star } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { t } from "../language/index.ts";

export function Spinner({ label }: { label?: string }) {
  return (
    <span className="row">
      <span className="spinner" aria-hidden />
      <span className={label ? "" : "hidden-text"}>{label ?? t("Loading")}</span>
    </span>
  );
}

export function Waiting() {
  return (
    <div className="center" role="status">
      <Spinner />
    </div>
  );
}

export function Empty({
  icon,
  title,
  children,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
}) {
  return (
    <div className="empty">
      {icon}
      <h2>{title}</h2>
      {children}
    </div>
  );
}

export function Head({
  title,
  lede,
  children,
}: {
  title: string;
  lede?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <header className="head">
      <div>
        <h1>{title}</h1>
        {lede && <p className="lede">{lede}</p>}
      </div>
      {children && <div className="row">{children}</div>}
    </header>
  );
}

export function Submit({
  busy,
  disabled = false,
  children,
  className = "button",
}: {
  busy: boolean;
  disabled?: boolean;
  children: ReactNode;
  className?: string;
}) {
  return (
    <button type="submit" className={className} disabled={busy || disabled}>
      {busy && <span className="spinner" aria-hidden />}
      {children}
    </button>
  );
}

export function Stars({
  value,
  onRate,
  label,
}: {
  value: number | null;
  onRate: (stars: number) => void;
  label: string;
}) {
  return (
    <fieldset className="row" aria-label={label}>
      {[1, 2, 3, 4, 5].map((stars) => (
        <button
          key={stars}
          type="button"
          className="button plain icon small"
          aria-label={t("{stars, plural, one {# star} other {# stars}}", { stars })}
          aria-pressed={value === stars}
          onClick={() => onRate(stars)}
        >
          <Star size={20} fill={stars <= (value ?? 0) ? "currentColor" : "none"} />
        </button>
      ))}
    </fieldset>
  );
}

/** Calls `reach` when it comes near the screen. */
export function Sentinel({ reach }: { reach: () => void }) {
  const mark = useRef<HTMLDivElement>(null);
  const latest = useRef(reach);
  latest.current = reach;
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && latest.current(),
      { rootMargin: "900px" },
    );
    if (mark.current) observer.observe(mark.current);
    return () => observer.disconnect();
  }, []);
  return <div ref={mark} />;
}
