import { type Delivery, data, type Webhook } from "@splashmy/client";
import { useMutation } from "@tanstack/react-query";
import { Webhook as Icon, Plus, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Link } from "wouter";
import { api, queries } from "../client.ts";
import { statusName } from "../jobs/words.ts";
import { date, t } from "../language/index.ts";
import { Dialog, useConfirm } from "../ui/dialog.tsx";
import { Note, Problem, problemOf } from "../ui/errors.tsx";
import { TextField } from "../ui/field.tsx";
import { Listed, useList } from "../ui/list.tsx";
import { Empty, Spinner, Submit } from "../ui/parts.tsx";
import { useToast } from "../ui/toast.tsx";

export default function Webhooks() {
  const [isAdding, setAdding] = useState(false);
  const [shown, setShown] = useState<Webhook | null>(null);
  const list = useList<Webhook>(["webhooks"], (cursor) =>
    api.GET("/api/v1/processing/webhooks/", { params: { query: { ...(cursor && { cursor }) } } }),
  );
  return (
    <>
      <div className="row between">
        <h1>{t("Webhooks")}</h1>
        <button type="button" className="button" onClick={() => setAdding(true)}>
          <Plus size={18} aria-hidden />
          {t("New webhook")}
        </button>
      </div>
      <p className="lede">
        {t("An address of yours is told of each picture that is ready or has failed.")}
      </p>
      <Listed
        list={list}
        empty={<Empty icon={<Icon size={40} aria-hidden />} title={t("No webhooks yet")} />}
      >
        <ul className="rows">
          {list.items.map((webhook) => (
            <li key={webhook.id} className="row-card">
              <div className="grow">
                <b className="cut">{webhook.url}</b>
                <div className="fine">{date(webhook.created_at)}</div>
              </div>
              <button
                type="button"
                className="button quiet small"
                onClick={() => setShown(webhook)}
              >
                {t("Deliveries")}
              </button>
              <Try webhook={webhook} />
              <Remove webhook={webhook} />
            </li>
          ))}
        </ul>
      </Listed>
      {isAdding && <NewWebhook onClose={() => setAdding(false)} />}
      {shown && <Deliveries webhook={shown} onClose={() => setShown(null)} />}
    </>
  );
}

function NewWebhook({ onClose }: { onClose: () => void }) {
  const [url, setUrl] = useState("");
  const create = useMutation({
    mutationFn: () => data(api.POST("/api/v1/processing/webhooks/", { body: { url } })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["webhooks"] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Dialog title={t("New webhook")} onClose={onClose}>
      {create.data ? (
        <div className="stack">
          <Note kind="warn">
            {t("Keep this secret now: it is shown only once. Each delivery is signed with it.")}
          </Note>
          <code className="secret">{create.data.secret}</code>
          <div className="row end">
            <button type="button" className="button" onClick={onClose}>
              {t("Done")}
            </button>
          </div>
        </div>
      ) : (
        <form className="stack" onSubmit={submit}>
          <TextField
            label={t("Address")}
            type="url"
            placeholder="https://example.com/splashmy"
            required
            value={url}
            problem={problemOf(create.error, "url")}
            onChange={(event) => setUrl(event.target.value)}
          />
          {create.error && <Problem error={create.error} />}
          <div className="row end">
            <Submit busy={create.isPending}>{t("Save")}</Submit>
          </div>
        </form>
      )}
    </Dialog>
  );
}

function Try({ webhook }: { webhook: Webhook }) {
  const { say, sayError } = useToast();
  const test = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/processing/webhooks/{webhook_id}/test/", {
          params: { path: { webhook_id: webhook.id } },
        }),
      ),
    onSuccess: ({ delivered, status_code: status }) => {
      if (delivered) say(t("Delivered: your address answered {status}.", { status }));
      else if (status)
        say(t("Your address answered {status}; it has to answer with 2xx.", { status }));
      else say(t("Your address did not answer."));
    },
    onError: sayError,
  });
  return (
    <button
      type="button"
      className="button quiet small"
      onClick={() => test.mutate()}
      disabled={test.isPending}
    >
      {test.isPending && <Spinner />}
      {t("Send a test")}
    </button>
  );
}

function Remove({ webhook }: { webhook: Webhook }) {
  const { say, sayError } = useToast();
  const [ask, question] = useConfirm();
  const remove = async () => {
    try {
      await data(
        api.DELETE("/api/v1/processing/webhooks/{webhook_id}/", {
          params: { path: { webhook_id: webhook.id } },
        }),
      );
      say(t("The webhook is deleted."));
      await queries.invalidateQueries({ queryKey: ["webhooks"] });
    } catch (error) {
      sayError(error);
    }
  };
  return (
    <>
      <button
        type="button"
        className="button plain icon small"
        aria-label={t("Delete")}
        onClick={() =>
          ask({
            title: t("Delete this webhook?"),
            text: webhook.url,
            yes: t("Delete"),
            danger: true,
            act: remove,
          })
        }
      >
        <Trash2 size={18} />
      </button>
      {question}
    </>
  );
}

function Deliveries({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const list = useList<Delivery>(["webhooks", webhook.id], (cursor) =>
    api.GET("/api/v1/processing/webhooks/{webhook_id}/deliveries/", {
      params: {
        path: { webhook_id: webhook.id },
        query: { page_size: 50, ...(cursor && { cursor }) },
      },
    }),
  );
  return (
    <Dialog title={t("Deliveries")} wide onClose={onClose}>
      <Listed list={list} empty={<Empty title={t("Nothing was delivered yet")} />}>
        <div className="table-scroll">
          <table>
            <thead>
              <tr>
                <th>{t("Time")}</th>
                <th>{t("Picture")}</th>
                <th>{t("Status")}</th>
                <th>{t("Answer")}</th>
              </tr>
            </thead>
            <tbody>
              {list.items.map((delivery) => (
                <tr key={delivery.job_id}>
                  <td>{date(delivery.attempted_at)}</td>
                  <td>
                    <Link to={`/jobs/${delivery.job_id}`}>{statusName(delivery.job_status)}</Link>
                  </td>
                  <td>
                    <span className={delivery.status === "delivered" ? "badge good" : "badge warn"}>
                      {deliveryName(delivery.status)}
                    </span>
                  </td>
                  <td>{delivery.status_code ?? delivery.failure ?? "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Listed>
    </Dialog>
  );
}

function deliveryName(status: Delivery["status"]): string {
  return { pending: t("To be tried again"), delivered: t("Delivered"), failed: t("Given up") }[
    status
  ];
}
