import { data } from "@splashmy/client";
import { useMutation } from "@tanstack/react-query";
import { api, queries } from "../client.ts";
import { t } from "../language/index.ts";
import { PROFILE, useUser } from "../session/user.ts";
import { Check } from "../ui/field.tsx";
import { useToast } from "../ui/toast.tsx";

export function Notices() {
  const { profile } = useUser();
  const { say, sayError } = useToast();
  const save = useMutation({
    mutationFn: (notify_by_email: boolean) =>
      data(api.PATCH("/api/v1/auth/profile/", { body: { profile: { notify_by_email } } })),
    onSuccess: (saved) => {
      queries.setQueryData(PROFILE, saved);
      say(t("Saved."));
    },
    onError: sayError,
  });
  return (
    <>
      <h1>{t("Notices")}</h1>
      <section className="card stack">
        <Check
          label={t("Mail me when a picture is ready or has failed")}
          hint={profile?.email ?? ""}
          checked={save.isPending ? save.variables : (profile?.profile.notify_by_email ?? false)}
          onChange={(event) => save.mutate(event.target.checked)}
        />
      </section>
    </>
  );
}
