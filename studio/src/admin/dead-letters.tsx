import { data, type Monitor } from "@splashmy/client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, queries } from "../client.ts";
import { date, number } from "../language/index.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Problem } from "../ui/errors.tsx";
import { Waiting } from "../ui/parts.tsx";
import { useToast } from "../ui/toast.tsx";
import { Rows } from "./table.tsx";
import { t } from "./words.ts";

/** Events that their function could not handle: what they are, and once more. */
export function DeadLetters({ queues }: { queues: Monitor["dead_letters"] }) {
  const [looked, setLooked] = useState<string | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const { say, sayError } = useToast();
  const redrive = async (queue: string) => {
    setBusy(queue);
    try {
      const done = await data(
        api.POST("/api/v1/processing/monitor/dead-letters/{queue}/redrive/", {
          params: { path: { queue } },
        }),
      );
      say(t("{redriven} were sent again; {left} are left.", done));
      await queries.invalidateQueries({ queryKey: ["admin", "monitor"] });
    } catch (error) {
      sayError(error);
    } finally {
      setBusy(null);
    }
  };
  const all = Object.entries(queues).map(([id, count]) => ({ id, count }));
  const waiting = all.filter(({ count }) => count > 0);
  const table = (rows: typeof all) => (
    <Rows
      rows={rows}
      columns={[
        { title: t("Queue"), show: (queue) => <code>{queue.id}</code> },
        {
          title: t("Events"),
          show: (queue) => (
            <span className={queue.count ? "badge bad" : "badge good"}>{number(queue.count)}</span>
          ),
        },
        {
          title: t("Actions"),
          show: (queue) =>
            queue.count > 0 && (
              <span className="row">
                <button
                  type="button"
                  className="button quiet small"
                  onClick={() => setLooked(queue.id)}
                >
                  {t("Look")}
                </button>
                <button
                  type="button"
                  className="button small"
                  disabled={busy === queue.id}
                  onClick={() => void redrive(queue.id)}
                >
                  {t("Send again")}
                </button>
              </span>
            ),
        },
      ]}
    />
  );
  return (
    <section className="stack">
      <h2>{t("Dead letters")}</h2>
      {waiting.length > 0 ? table(waiting) : <p>{t("None.")}</p>}
      <details>
        <summary>{t("All queues")}</summary>
        {table(all)}
      </details>
      {looked && <Letters queue={looked} onClose={() => setLooked(null)} />}
    </section>
  );
}

function Letters({ queue, onClose }: { queue: string; onClose: () => void }) {
  const found = useQuery({
    queryKey: ["admin", "dead-letters", queue],
    queryFn: () =>
      data(
        api.GET("/api/v1/processing/monitor/dead-letters/{queue}/", {
          params: { path: { queue } },
        }),
      ),
    staleTime: 0,
  });
  return (
    <Dialog title={queue} wide onClose={onClose}>
      {found.isPending && <Waiting />}
      {found.error && <Problem error={found.error} retry={() => void found.refetch()} />}
      {found.data?.messages.map((letter) => (
        <article key={letter.id} className="stack tight">
          <b>{date(letter.sent_at)}</b>
          {letter.error && <span className="badge bad">{letter.error}</span>}
          <pre className="prompt">{letter.event}</pre>
        </article>
      ))}
      {found.data?.messages.length === 0 && (
        <p>{t("SQS shows none just now. Please look again in a moment.")}</p>
      )}
    </Dialog>
  );
}
