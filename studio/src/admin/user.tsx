import { type Body, data, type User } from "@splashmy/client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Link } from "wouter";
import { api, queries } from "../client.ts";
import { date } from "../language/index.ts";
import { Problem, problemOf } from "../ui/errors.tsx";
import { Check, TextField } from "../ui/field.tsx";
import { Submit, Waiting } from "../ui/parts.tsx";
import { Avatar } from "../ui/picture.tsx";
import { useToast } from "../ui/toast.tsx";
import { JobTable } from "./jobs.tsx";
import { PlanBadges } from "./users.tsx";
import { t } from "./words.ts";

type Change = Body<"/api/v1/auth/users/{user_id}/", "patch">;

export function UserPage({ id }: { id: string }) {
  const params = { path: { user_id: id } };
  const {
    data: user,
    error,
    refetch,
  } = useQuery({
    queryKey: ["admin", "user", id],
    queryFn: () => data(api.GET("/api/v1/auth/users/{user_id}/", { params })),
  });
  if (error) return <Problem error={error} retry={() => void refetch()} />;
  if (!user) return <Waiting />;
  return (
    <>
      <div className="row">
        <Avatar url={user.avatar_url} name={user.username} large />
        <div className="stack tight">
          <h1>{user.username}</h1>
          <span className="fine">
            {user.email} · {date(user.created_at)} ·{" "}
            {t("{count, plural, one {# picture} other {# pictures}}", {
              count: user.processing_count,
            })}
          </span>
          <PlanBadges user={user} />
        </div>
      </div>
      <Rules key={JSON.stringify(user)} user={user} />
      <section className="stack">
        <h2>{t("Jobs")}</h2>
        <JobTable userId={id} />
      </section>
      <p className="fine">
        <Link to="/admin/users">{t("All users")}</Link> · <code>{user.id}</code>
      </p>
    </>
  );
}

function Rules({ user }: { user: User }) {
  const { say } = useToast();
  const [isPremium, setPremium] = useState(user.is_premium);
  const [isDisabled, setDisabled] = useState(user.is_disabled);
  const dailyLimit = String(user.profile.max_daily_processes ?? "");
  const moneyLimit = user.monthly_cost_limit_usd ?? "";
  const [limit, setLimit] = useState(dailyLimit);
  const [money, setMoney] = useState(moneyLimit);
  const save = useMutation({
    mutationFn: (body: Change) =>
      data(
        api.PATCH("/api/v1/auth/users/{user_id}/", {
          params: { path: { user_id: user.id } },
          body,
        }),
      ),
    onSuccess: () => {
      say(t("Saved."));
      void queries.invalidateQueries({ queryKey: ["admin"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const changed = {
      ...(isPremium !== user.is_premium && { is_premium: isPremium }),
      ...(isDisabled !== user.is_disabled && { is_disabled: isDisabled }),
      ...(limit !== dailyLimit && {
        max_daily_processes: limit === "" ? null : Number(limit),
      }),
      ...(money !== moneyLimit && { monthly_cost_limit_usd: money === "" ? null : money }),
    };
    save.mutate(changed);
  };
  return (
    <form className="card stack" onSubmit={submit}>
      <h2>{t("Plan and limits")}</h2>
      <Check
        label={t("Premium")}
        checked={isPremium}
        onChange={(event) => setPremium(event.target.checked)}
      />
      <TextField
        label={t("Pictures a day")}
        hint={t("Empty for the plan's own limit; 0 for none.")}
        type="number"
        min={0}
        value={limit}
        problem={problemOf(save.error, "max_daily_processes")}
        onChange={(event) => setLimit(event.target.value)}
      />
      <TextField
        label={t("US dollars a month")}
        hint={t("Empty for no limit of its own.")}
        inputMode="decimal"
        value={money}
        problem={problemOf(save.error, "monthly_cost_limit_usd")}
        onChange={(event) => setMoney(event.target.value)}
      />
      <Check
        label={t("Disabled")}
        hint={t("It holds from the user's next call on.")}
        checked={isDisabled}
        onChange={(event) => setDisabled(event.target.checked)}
      />
      {save.error && <Problem error={save.error} />}
      <div>
        <Submit busy={save.isPending}>{t("Save")}</Submit>
      </div>
    </form>
  );
}
