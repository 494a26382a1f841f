import { data } from "@splashmy/client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { api } from "../client.ts";
import { t } from "../language/index.ts";
import { Problem } from "../ui/errors.tsx";
import { TextField } from "../ui/field.tsx";
import { Submit } from "../ui/parts.tsx";
import { useTitle } from "../ui/title.ts";
import { useToast } from "../ui/toast.tsx";

export default function Reset() {
  useTitle(t("New password"));
  const [, go] = useLocation();
  const { say } = useToast();
  const [email, setEmail] = useState("");
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const request = useMutation({
    mutationFn: () => data(api.POST("/api/v1/auth/password-reset/request/", { body: { email } })),
  });
  const confirm = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/auth/password-reset/confirm/", {
          body: { email, code: code.trim(), new_password: password },
        }),
      ),
    onSuccess: () => {
      say(t("Your password is changed. Sign in with it."));
      go("/sign-in");
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (request.isSuccess) confirm.mutate();
    else request.mutate();
  };
  const error = confirm.error ?? request.error;
  return (
    <div className="page small stack">
      <h1>{t("New password")}</h1>
      <p className="lede">
        {request.isSuccess
          ? t("If {email} has an account, a code is on its way to it.", { email })
          : t("We mail you a code to set a new password with.")}
      </p>
      <form className="card shadow stack" onSubmit={submit}>
        <TextField
          label={t("Email")}
          name="email"
          type="email"
          autoComplete="email"
          required
          readOnly={request.isSuccess}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        {request.isSuccess && (
          <>
            <TextField
              label={t("Code")}
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
            <TextField
              label={t("New password")}
              name="password"
              type="password"
              autoComplete="new-password"
              minLength={10}
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </>
        )}
        {error && <Problem error={error} />}
        <Submit busy={request.isPending || confirm.isPending} className="button wide">
          {request.isSuccess ? t("Set the password") : t("Send the code")}
        </Submit>
      </form>
    </div>
  );
}
