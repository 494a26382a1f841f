import { t } from "../language/index.ts";
import { Note } from "../ui/errors.tsx";
import { reasonName } from "../ui/report.tsx";

/** What its owner is told of something that nobody else sees any more. */
export function TakenDown({ by, reason }: { by: string; reason: string }) {
  return (
    <Note kind="warn">
      {by === "administrator"
        ? t("Only you can see this: an administrator took it down. Reason: {reason}", {
            reason: reasonName(reason),
          })
        : t("Only you can see this: others reported it, and a person will look at it.")}
    </Note>
  );
}
