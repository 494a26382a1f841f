import { data, type ScheduledTask } from "@splashmy/client";
import { Play } from "lucide-react";
import { useState } from "react";
import { api, queries } from "../client.ts";
import { seconds } from "../language/index.ts";
import { useToast } from "../ui/toast.tsx";
import { Reason } from "./reason.tsx";
import { Moment, Rows } from "./table.tsx";
import { t } from "./words.ts";

/** What each schedule did last; each may be run now. */
export function Schedules({ tasks }: { tasks: ScheduledTask[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const { say } = useToast();
  const run = async (task: string, reason: string) => {
    await data(
      api.POST("/api/v1/processing/monitor/schedules/{task}/run/", {
        params: { path: { task } },
        body: { reason },
      }),
    );
    say(t("{task} was started. Its outcome appears here when it ends.", { task }));
    await queries.invalidateQueries({ queryKey: ["admin", "monitor"] });
  };
  return (
    <section className="stack">
      <h2>{t("Schedules")}</h2>
      <Rows
        rows={tasks.map((run) => ({ ...run, id: run.task }))}
        columns={[
          { title: t("Task"), show: (run) => <code>{run.task}</code> },
          { title: t("Last run"), show: (run) => <Moment at={run.started_at} /> },
          { title: t("Outcome"), show: (run) => <Outcome outcome={run.outcome} /> },
          {
            title: t("Time"),
            show: (run) => (run.seconds === null ? "–" : seconds(run.seconds)),
          },
          { title: t("What it did"), show: (run) => <code>{run.result ?? "–"}</code> },
          {
            title: t("Actions"),
            show: (run) => (
              <button
                type="button"
                className="button quiet small"
                aria-label={t("Run {task} now", { task: run.task })}
                onClick={() => setChosen(run.task)}
              >
                <Play size={16} aria-hidden />
                {t("Run now")}
              </button>
            ),
          },
        ]}
      />
      {chosen && (
        <Reason
          title={t("Run {task} now", { task: chosen })}
          yes={t("Run now")}
          hint={t("It is kept in the audit.")}
          danger={false}
          act={(reason) => run(chosen, reason)}
          onClose={() => setChosen(null)}
        />
      )}
    </section>
  );
}

function Outcome({ outcome }: { outcome: string | null }) {
  if (outcome === null) return <span className="badge">{t("Not yet run")}</span>;
  const succeeded = outcome === "succeeded";
  return (
    <span className={succeeded ? "badge good" : "badge bad"}>
      {succeeded ? t("Succeeded") : t("Failed")}
    </span>
  );
}
