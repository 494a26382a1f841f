import { SplashMyError } from "@splashmy/client";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "../language/index.ts";

/** One sentence for a person; the API's own where it gave one. */
export function sentence(error: unknown): string {
  if (!(error instanceof SplashMyError)) return t("Something went wrong. Please try again.");
  if (error.status === 0)
    return t("The service cannot be reached. Check your connection and try again.");
  const details = error.details.map(({ message }) => message);
  return details.length ? details.join(" ") : error.message;
}

export function Problem({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <Note kind="bad">
      {sentence(error)}
      {retry && (
        <div>
          <button type="button" className="button small quiet" onClick={retry}>
            {t("Try again")}
          </button>
        </div>
      )}
    </Note>
  );
}

export function Note({ kind, children }: { kind: "bad" | "warn" | "good"; children: ReactNode }) {
  return (
    <div className={`note ${kind}`} role={kind === "bad" ? "alert" : "status"}>
      {kind !== "good" && <TriangleAlert size={20} aria-hidden />}
      <div className="grow">{children}</div>
    </div>
  );
}

/** What the API says about a field, or of what is in it: `name`, `profile.bio`. */
export function problemOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof SplashMyError)) return undefined;
  return error.details.find((detail) => `${detail.field}.`.startsWith(`${field}.`))?.message;
}
