import type { NewJob } from "@splashmy/client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Sparkles } from "lucide-react";
import { type FormEvent, useEffect } from "react";
import { Link, useLocation } from "wouter";
import { queries, splashmy } from "../client.ts";
import { t } from "../language/index.ts";
import { useUser } from "../session/user.ts";
import { styleDetail } from "../styles/queries.ts";
import { Problem, problemOf } from "../ui/errors.tsx";
import { TextArea } from "../ui/field.tsx";
import { Submit } from "../ui/parts.tsx";
import { useTitle } from "../ui/title.ts";
import { changeDraft, type Draft, useDraft } from "./draft.ts";
import { isComplete, jobType, newJob, usedPhotos } from "./job.ts";
import { Left } from "./left.tsx";
import { ParameterFields } from "./parameters.tsx";
import { PhotoPlace } from "./photo.tsx";
import { StylePicker } from "./picker.tsx";
import { usePrefill } from "./prefill.ts";
import { References } from "./references.tsx";
import { TemplateField } from "./template.tsx";
import { isReady, send } from "./uploads.ts";
import { Variables } from "./variables.tsx";
import "./make.css";

export default function Make() {
  useTitle(t("Create"));
  const [, go] = useLocation();
  const { isSignedIn } = useUser();
  const draft = useDraft();
  usePrefill();
  useSendingChosen(draft, isSignedIn);
  const create = useMutation({
    mutationFn: () => splashmy.createJob(newJob(draft)),
    onSuccess: (job) => {
      void queries.invalidateQueries({ queryKey: ["quota"] });
      void queries.invalidateQueries({ queryKey: ["jobs"] });
      changeDraft(() => ({ mask: null }));
      go(`/jobs/${job.id}`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isSignedIn) create.mutate();
    else go("/sign-in?next=/make");
  };
  const type = jobType(draft);
  const needsPremium = usePremiumStyle(draft.styleId);
  const isWaiting =
    isSignedIn && usedPhotos(draft).some((photo) => !isReady(photo) && !photo.problem);
  return (
    <form className="page make" onSubmit={submit}>
      <h1 className="make-title">{t("Create a picture")}</h1>
      <div className="make-photo stack">
        <PhotoPlace />
        {draft.photo && <References />}
      </div>
      <div className="make-options stack loose">
        <StylePicker />
        {type === "style_transfer" && <Variables />}
        <TextArea
          name="prompt"
          label={
            type === "style_transfer"
              ? t("What should change? (optional)")
              : t("Describe the picture")
          }
          placeholder={placeholder(type)}
          hint={
            type === "generation"
              ? t("Without a photo, the picture is painted from your words alone.")
              : undefined
          }
          value={draft.prompt}
          maxLength={4000}
          problem={problemOf(create.error, "prompt")}
          onChange={(event) => changeDraft(() => ({ prompt: event.target.value }))}
        />
        <TemplateField type={type} />
        <ParameterFields />
        {create.error && <Problem error={create.error} />}
      </div>
      <div className="make-submit">
        <div className="make-submit-inner">
          <div className="grow">
            {isSignedIn ? (
              <Left n={draft.parameters.n} job={needsPremium ? null : priced(draft)} />
            ) : (
              <SignInFirst />
            )}
          </div>
          <Submit
            className="button big"
            busy={create.isPending || isWaiting}
            disabled={!isComplete(draft) || needsPremium !== null}
          >
            {!create.isPending && !isWaiting && <Sparkles size={20} aria-hidden />}
            {isWaiting
              ? t("Checking your photo")
              : t("Create {n, plural, one {picture} other {# pictures}}", {
                  n: draft.parameters.n,
                })}
          </Submit>
        </div>
        {!isComplete(draft) && (
          <p className="fine" role="status">
            {whatIsMissing(draft)}
          </p>
        )}
      </div>
      {needsPremium && (
        <p className="note warn make-options" role="status">
          {t("{style} is a premium style. Choose another one, or ask for a premium account.", {
            style: needsPremium,
          })}
        </p>
      )}
    </form>
  );
}

/** The job whose price is shown, once it could be asked for. */
function priced(draft: Draft): NewJob | null {
  return isComplete(draft) && usedPhotos(draft).every(isReady) ? newJob(draft) : null;
}

function whatIsMissing(draft: Draft): string {
  if (draft.photo?.problem) return t("Choose another photo first.");
  if (usedPhotos(draft).some(({ problem }) => problem))
    return t("Remove the photo that was refused first.");
  if (draft.styleId && !draft.photo) return t("Add the photo that this style is for.");
  return t("Add a photo and choose a style, or describe the picture.");
}

function placeholder(type: string): string {
  if (type === "generation") return t("A lighthouse on a cliff at dawn, soft light");
  if (type === "edit") return t("Make it snow");
  return t("A quiet morning, soft light");
}

function SignInFirst() {
  return (
    <p className="fine">
      <Link to="/sign-in?next=/make">{t("Sign in")}</Link>{" "}
      {t("to create it; what you chose here stays.")}
    </p>
  );
}

/** A file that was chosen before signing in is sent after it. */
function useSendingChosen({ photo, references }: Draft, isSignedIn: boolean): void {
  const waiting = [photo, ...references].filter(
    (one) => one?.file && !one.image && one.problem === undefined,
  );
  const keys = waiting.map((one) => one?.key).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each file, whatever else changes
  useEffect(() => {
    if (isSignedIn) for (const one of waiting) if (one) void send(one);
  }, [keys, isSignedIn]);
}

/** The name of the chosen style, if it is only for premium users and this one is none. */
function usePremiumStyle(styleId: string | null): string | null {
  const { profile } = useUser();
  const { data: style } = useQuery({ ...styleDetail(styleId ?? ""), enabled: styleId !== null });
  return style?.is_premium && profile && !profile.is_premium ? style.name : null;
}
