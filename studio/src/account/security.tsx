import { data } from "@splashmy/client";
import { useMutation } from "@tanstack/react-query";
import { LogOut, MonitorX } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { api, session, splashmy } from "../client.ts";
import { t } from "../language/index.ts";
import { Problem, problemOf } from "../ui/errors.tsx";
import { TextField } from "../ui/field.tsx";
import { Submit } from "../ui/parts.tsx";
import { useToast } from "../ui/toast.tsx";

export function Security() {
  const [, go] = useLocation();
  const { say, sayError } = useToast();
  const [old, setOld] = useState("");
  const [fresh, setFresh] = useState("");
  const change = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/auth/change-password/", {
          body: { old_password: old, new_password: fresh },
        }),
      ),
    onSuccess: (tokens) => {
      session.begin(tokens);
      setOld("");
      setFresh("");
      say(t("Your password is changed, and every other session has ended."));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  const signOut = (everywhere: boolean) =>
    splashmy
      .signOut({ everywhere })
      .catch(sayError)
      .finally(() => go("/"));
  return (
    <>
      <h1>{t("Password and sessions")}</h1>
      <form className="card stack" onSubmit={submit}>
        <h2>{t("Change the password")}</h2>
        <p className="soft">{t("Every other session ends with it.")}</p>
        <TextField
          label={t("Present password")}
          name="old_password"
          type="password"
          autoComplete="current-password"
          required
          value={old}
          problem={problemOf(change.error, "old_password")}
          onChange={(event) => setOld(event.target.value)}
        />
        <TextField
          label={t("New password")}
          name="new_password"
          hint={t("At least 8 characters, with a letter and a digit.")}
          type="password"
          autoComplete="new-password"
          minLength={8}
          required
          value={fresh}
          problem={problemOf(change.error, "new_password")}
          onChange={(event) => setFresh(event.target.value)}
        />
        {change.error && <Problem error={change.error} />}
        <div>
          <Submit busy={change.isPending}>{t("Change the password")}</Submit>
        </div>
      </form>
      <section className="card stack">
        <h2>{t("Sessions")}</h2>
        <p className="soft">
          {t(
            "Signing out ends this session at once, in all tabs of this browser. Sign out everywhere if you have lost a device, or left one signed in.",
          )}
        </p>
        <div className="row">
          <button type="button" className="button quiet" onClick={() => signOut(false)}>
            <LogOut size={18} aria-hidden />
            {t("Sign out")}
          </button>
          <button type="button" className="button quiet" onClick={() => signOut(true)}>
            <MonitorX size={18} aria-hidden />
            {t("Sign out everywhere")}
          </button>
        </div>
      </section>
    </>
  );
}
