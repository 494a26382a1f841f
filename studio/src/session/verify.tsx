import { data } from "@splashmy/client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "../client.ts";
import { t } from "../language/index.ts";
import { Problem } from "../ui/errors.tsx";
import { TextField } from "../ui/field.tsx";
import { Submit } from "../ui/parts.tsx";
import { useToast } from "../ui/toast.tsx";

/** The code that was mailed; without one nobody gets in. */
export function Verify({ email, onVerified }: { email: string; onVerified: () => unknown }) {
  const [code, setCode] = useState("");
  const { say, sayError } = useToast();
  const verify = useMutation({
    mutationFn: () =>
      data(api.POST("/api/v1/auth/verify-email/", { body: { email, code: code.trim() } })),
    onSuccess: onVerified,
  });
  const resend = useMutation({
    mutationFn: () => data(api.POST("/api/v1/auth/resend-verification/", { body: { email } })),
    onSuccess: () => say(t("Another code is on its way.")),
    onError: sayError,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    verify.mutate();
  };
  return (
    <div className="page small stack">
      <h1>{t("Check your mail")}</h1>
      <p className="lede">{t("We sent a 6-digit code to {email}.", { email })}</p>
      <form className="card shadow stack" onSubmit={submit}>
        <TextField
          label={t("Code")}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9]{6}"
          required
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        {verify.error && <Problem error={verify.error} />}
        <Submit busy={verify.isPending} className="button wide">
          {t("Confirm")}
        </Submit>
        <button
          type="button"
          className="link"
          onClick={() => resend.mutate()}
          disabled={resend.isPending}
        >
          {t("Send another code")}
        </button>
      </form>
    </div>
  );
}
