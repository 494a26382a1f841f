import { SplashMyError } from "@splashmy/client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Link, Redirect, useLocation } from "wouter";
import { splashmy } from "../client.ts";
import { t } from "../language/index.ts";
import { Note, Problem, problemOf } from "../ui/errors.tsx";
import { TextField } from "../ui/field.tsx";
import { Submit } from "../ui/parts.tsx";
import { useTitle } from "../ui/title.ts";
import { nextPage, withNext } from "./next.ts";
import { useUser } from "./user.ts";
import { Verify } from "./verify.tsx";

export default function SignIn() {
  useTitle(t("Sign in"));
  const [, go] = useLocation();
  const { isSignedIn } = useUser();
  const [identifier, setIdentifier] = useState("");
  const [password, setPassword] = useState("");
  const [fresh, setFresh] = useState("");
  const [needsFresh, setNeedsFresh] = useState(false);
  const signIn = useMutation({
    mutationFn: () => splashmy.signIn(identifier.trim(), password, fresh || undefined),
    onError: (error) => {
      if (isRefusal(error, "new_password_required")) setNeedsFresh(true);
    },
    onSuccess: () => go(nextPage(), { replace: true }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  const { error } = signIn;
  if (isRefusal(error, "email_not_verified")) {
    return <Verify email={identifier} onVerified={() => signIn.mutate()} />;
  }
  if (isSignedIn && signIn.isIdle) return <Redirect to={nextPage()} replace />;
  return (
    <div className="page small stack">
      <h1>{t("Welcome back")}</h1>
      <form className="card shadow stack" onSubmit={submit}>
        <TextField
          label={t("Email or username")}
          name="identifier"
          autoComplete="username"
          autoCapitalize="none"
          required
          value={identifier}
          onChange={(event) => setIdentifier(event.target.value)}
        />
        <TextField
          label={t("Password")}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {needsFresh && (
          <>
            <Note kind="warn">
              {t("This password was only for the first time. Choose one of your own.")}
            </Note>
            <TextField
              label={t("New password")}
              name="new_password"
              hint={t("At least 8 characters, with a letter and a digit.")}
              type="password"
              autoComplete="new-password"
              minLength={8}
              required
              value={fresh}
              problem={problemOf(error, "new_password")}
              onChange={(event) => setFresh(event.target.value)}
            />
          </>
        )}
        {error && !isRefusal(error, "new_password_required") && <Problem error={error} />}
        <Submit busy={signIn.isPending} className="button wide">
          {t("Sign in")}
        </Submit>
        <Link to="/reset">{t("Forgot your password?")}</Link>
      </form>
      <p className="soft">
        {t("New here?")} <Link to={withNext("/sign-up")}>{t("Create an account")}</Link>
      </p>
    </div>
  );
}

function isRefusal(error: unknown, code: string): boolean {
  return error instanceof SplashMyError && error.code === code;
}
