import { data, type Profile, sendFile } from "@splashmy/client";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { api, queries } from "../client.ts";
import { day, number, t } from "../language/index.ts";
import { PROFILE, useUser } from "../session/user.ts";
import { allStyles } from "../styles/queries.ts";
import { Note, Problem } from "../ui/errors.tsx";
import { TextArea, TextField } from "../ui/field.tsx";
import { useForm } from "../ui/form.ts";
import { Submit } from "../ui/parts.tsx";
import { Avatar } from "../ui/picture.tsx";
import { useToast } from "../ui/toast.tsx";

export function ProfilePart() {
  const { profile } = useUser();
  if (!profile) return null;
  return (
    <>
      <h1>{t("Profile")}</h1>
      <AvatarPart profile={profile} />
      <ProfileForm profile={profile} />
    </>
  );
}

type AvatarType =
  | "image/jpeg"
  | "image/png"
  | "image/gif"
  | "image/webp"
  | "image/heic"
  | "image/avif";
const CHECKED_AFTER_MS = [700, 1500, 3000, 6000];

function AvatarPart({ profile }: { profile: Profile }) {
  const { say, sayError } = useToast();
  const upload = useMutation({
    mutationFn: async (file: File) => {
      const form = await data(
        api.POST("/api/v1/auth/avatar/", { body: { content_type: file.type as AvatarType } }),
      );
      await sendFile(form, file);
    },
    onSuccess: () => {
      say(t("The picture is being checked."));
      for (const wait of CHECKED_AFTER_MS) {
        setTimeout(() => void queries.invalidateQueries({ queryKey: PROFILE }), wait);
      }
    },
    onError: sayError,
  });
  const remove = useMutation({
    mutationFn: () => data(api.DELETE("/api/v1/auth/avatar/")),
    onSuccess: () => queries.invalidateQueries({ queryKey: PROFILE }),
    onError: sayError,
  });
  return (
    <div className="stack tight">
      <div className="row">
        <Avatar url={profile.avatar_url} name={profile.username} large />
        <div className="stack tight">
          <b>{profile.username}</b>
          <span className="fine">
            {profile.email} · {t("since {day}", { day: day(profile.created_at) })} ·{" "}
            {t("{count, plural, one {# picture} other {# pictures}}", {
              count: profile.processing_count,
            })}
          </span>
          <div className="row">
            <label className="button quiet small file-button">
              {t("Change the picture")}
              <input
                type="file"
                className="hidden-text"
                accept="image/jpeg,image/png,image/gif,image/webp,image/heic,image/avif"
                disabled={upload.isPending}
                onChange={(event) => {
                  const file = event.target.files?.[0];
                  if (file) upload.mutate(file);
                }}
              />
            </label>
            {profile.avatar_url && (
              <button type="button" className="button plain small" onClick={() => remove.mutate()}>
                {t("Remove")}
              </button>
            )}
          </div>
        </div>
      </div>
      {profile.avatar_failure && <Note kind="bad">{profile.avatar_failure.message}</Note>}
    </div>
  );
}

function ProfileForm({ profile }: { profile: Profile }) {
  const { say } = useToast();
  const { form, set, field } = useForm({
    first_name: profile.first_name,
    last_name: profile.last_name,
    bio: profile.profile.bio,
    preferred_styles: profile.profile.preferred_styles,
  });
  const save = useMutation({
    mutationFn: () => {
      const { first_name, last_name, bio, preferred_styles } = form;
      const body = { first_name, last_name, profile: { bio, preferred_styles } };
      return data(api.PATCH("/api/v1/auth/profile/", { body }));
    },
    onSuccess: (saved) => {
      queries.setQueryData(PROFILE, saved);
      say(t("Saved."));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="card stack" onSubmit={submit}>
      <div className="fields">
        <TextField
          label={t("First name")}
          autoComplete="given-name"
          maxLength={150}
          {...field("first_name", save.error)}
        />
        <TextField
          label={t("Last name")}
          autoComplete="family-name"
          maxLength={150}
          {...field("last_name", save.error)}
        />
      </div>
      <TextArea
        label={t("About you")}
        hint={t("{left} characters left", { left: number(500 - form.bio.length) })}
        maxLength={500}
        {...field("bio", save.error, "profile.bio")}
      />
      <PreferredStyles
        chosen={form.preferred_styles}
        onChange={(preferred_styles) => set({ preferred_styles })}
      />
      {save.error && <Problem error={save.error} />}
      <div>
        <Submit busy={save.isPending}>{t("Save")}</Submit>
      </div>
    </form>
  );
}

function PreferredStyles({
  chosen,
  onChange,
}: {
  chosen: string[];
  onChange: (ids: string[]) => void;
}) {
  const { data: styles } = useQuery(allStyles("name"));
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <fieldset className="stack tight">
      <legend className="label">{t("Styles you prefer")}</legend>
      <div className="chips wrap">
        {styles?.map((style) => (
          <button
            key={style.id}
            type="button"
            className="chip"
            aria-pressed={chosen.includes(style.id)}
            onClick={() => toggle(style.id)}
          >
            {style.name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
