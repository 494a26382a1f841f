import { data, SplashMyError } from "@splashmy/client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Link, useLocation } from "wouter";
import { api, splashmy } from "../client.ts";
import { t } from "../language/index.ts";
import { Problem, problemOf } from "../ui/errors.tsx";
import { TextField } from "../ui/field.tsx";
import { Submit } from "../ui/parts.tsx";
import { useTitle } from "../ui/title.ts";
import { nextPage, withNext } from "./next.ts";
import { Verify } from "./verify.tsx";

export default function SignUp() {
  useTitle(t("Sign up"));
  const [, go] = useLocation();
  const [form, setForm] = useState({ email: "", username: "", password: "" });
  const [isWaitingForCode, setWaitingForCode] = useState(false);
  const enter = async () => {
    await splashmy.signIn(form.email, form.password);
    go(nextPage(), { replace: true });
  };
  const signUp = useMutation({
    mutationFn: async () => {
      const body = { ...form, password_confirm: form.password };
      const answer = await data(api.POST("/api/v1/auth/register/", { body }));
      if (answer.verification_required) setWaitingForCode(true);
      else await enter();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signUp.mutate();
  };
  const field = (name: keyof typeof form) => ({
    name,
    required: true,
    value: form[name],
    problem: problemOf(signUp.error, name),
    onChange: (event: { target: { value: string } }) =>
      setForm({ ...form, [name]: event.target.value }),
  });
  if (isWaitingForCode) return <Verify email={form.email} onVerified={enter} />;
  const { error } = signUp;
  const isAboutFields = error instanceof SplashMyError && error.details.length > 0;
  return (
    <div className="page small stack">
      <h1>{t("Create your account")}</h1>
      <p className="lede">{t("Free to start. No card needed.")}</p>
      <form className="card shadow stack" onSubmit={submit}>
        <TextField label={t("Email")} type="email" autoComplete="email" {...field("email")} />
        <TextField
          label={t("Username")}
          hint={t("Others see it beside what you publish.")}
          autoComplete="username"
          autoCapitalize="none"
          {...field("username")}
        />
        <TextField
          label={t("Password")}
          hint={t("At least 10 characters, with a lower-case letter and a digit.")}
          type="password"
          autoComplete="new-password"
          minLength={10}
          {...field("password")}
        />
        {error && !isAboutFields && <Problem error={error} />}
        <Submit busy={signUp.isPending} className="button wide">
          {t("Create account")}
        </Submit>
      </form>
      <p className="soft">
        {t("Already have an account?")} <Link to={withNext("/sign-in")}>{t("Sign in")}</Link>
      </p>
    </div>
  );
}
