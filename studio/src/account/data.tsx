import { data } from "@splashmy/client";
import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { api, session } from "../client.ts";
import { t } from "../language/index.ts";
import { useUser } from "../session/user.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Problem } from "../ui/errors.tsx";
import { TextField } from "../ui/field.tsx";
import { Spinner, Submit } from "../ui/parts.tsx";
import { useToast } from "../ui/toast.tsx";

export function DataPart() {
  const { sayError } = useToast();
  const [isClosing, setClosing] = useState(false);
  const collect = useMutation({
    mutationFn: () => data(api.GET("/api/v1/auth/export/")),
    onSuccess: ({ download_url }) => location.assign(download_url),
    onError: sayError,
  });
  return (
    <>
      <h1>{t("Your data")}</h1>
      <section className="card stack">
        <h2>{t("Take it with you")}</h2>
        <p className="soft">{t("All that is stored about you, in one JSON file.")}</p>
        <div>
          <button
            type="button"
            className="button quiet"
            onClick={() => collect.mutate()}
            disabled={collect.isPending}
          >
            {collect.isPending ? <Spinner /> : <Download size={18} aria-hidden />}
            {t("Download")}
          </button>
        </div>
      </section>
      <section className="card stack">
        <h2>{t("Close the account")}</h2>
        <p className="soft">
          {t("Your photos, pictures, likes and ratings are erased. It cannot be undone.")}
        </p>
        <div>
          <button type="button" className="button danger" onClick={() => setClosing(true)}>
            {t("Close the account")}
          </button>
        </div>
      </section>
      {isClosing && <Closing onClose={() => setClosing(false)} />}
    </>
  );
}

function Closing({ onClose }: { onClose: () => void }) {
  const { profile } = useUser();
  const { say } = useToast();
  const [, go] = useLocation();
  const [typed, setTyped] = useState("");
  const close = useMutation({
    mutationFn: () => data(api.DELETE("/api/v1/auth/account/")),
    onSuccess: () => {
      session.end();
      say(t("Your account is closed."));
      go("/");
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    close.mutate();
  };
  return (
    <Dialog title={t("Close the account?")} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>{t("Type your username, {name}, to confirm.", { name: profile?.username })}</p>
        <TextField
          label={t("Username")}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {close.error && <Problem error={close.error} />}
        <div className="row end">
          <button type="button" className="button quiet" onClick={onClose}>
            {t("Go back")}
          </button>
          <Submit busy={close.isPending || typed !== profile?.username} className="button danger">
            {t("Close the account")}
          </Submit>
        </div>
      </form>
    </Dialog>
  );
}
