import type { Review } from "@splashmy/client";
import { useQuery } from "@tanstack/react-query";
import { Ban, Search, Undo2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { queries } from "../client.ts";
import { useAddress } from "../ui/address.ts";
import { Chips } from "../ui/chips.tsx";
import { Problem } from "../ui/errors.tsx";
import { TextField } from "../ui/field.tsx";
import { Submit, Waiting } from "../ui/parts.tsx";
import { useToast } from "../ui/toast.tsx";
import { Reason } from "./reason.tsx";
import { find, restore, takeDown } from "./review.ts";
import { ReviewCard } from "./review-card.tsx";
import { t } from "./words.ts";

type Thing = Review["thing"];
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** Any user's photo or picture, by its id or by the address of its page. */
export function Pictures({ id }: { id: string | undefined }) {
  const [address, setAddress] = useAddress({ thing: "result" });
  const [, go] = useLocation();
  const thing: Thing = address.thing === "image" ? "image" : "result";
  const [words, setWords] = useState(id ?? "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isPhoto =
      words.includes("/photos/") || (thing === "image" && !words.includes("/results/"));
    go(`/admin/pictures/${ID.exec(words)?.[0] ?? ""}${isPhoto ? "?thing=image" : ""}`);
  };
  return (
    <>
      <h1>{t("Pictures")}</h1>
      <p className="lede">
        {t("What is public, waits for a review, or was taken down; private ones stay private.")}
      </p>
      <Chips
        label={t("Kind")}
        choices={[
          ["result", t("Pictures")],
          ["image", t("Photos")],
        ]}
        value={thing}
        onChange={(value) => setAddress({ thing: value })}
      />
      <form className="stack" onSubmit={submit}>
        <TextField
          label={t("Its id, or the address of its page")}
          required
          pattern={`.*${ID.source}.*`}
          title={t("Its id, or the address of its page")}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        <div>
          <Submit busy={false}>
            <Search size={18} aria-hidden />
            {t("Look")}
          </Submit>
        </div>
      </form>
      {id && <Found key={`${thing} ${id}`} thing={thing} id={id} />}
    </>
  );
}

function Found({ thing, id }: { thing: Thing; id: string }) {
  const key = ["admin", "review", thing, id];
  const { data: review, error } = useQuery({ queryKey: key, queryFn: () => find(thing, id) });
  const { say, sayError } = useToast();
  const [isTakingDown, setTakingDown] = useState(false);
  const done = (sentence: string) => {
    say(sentence);
    return queries.invalidateQueries({ queryKey: ["admin"] });
  };
  if (error) return <Problem error={error} />;
  if (!review) return <Waiting />;
  const show = () =>
    restore(review)
      .then(() => done(t("It is as before.")))
      .catch(sayError);
  return (
    <>
      <ReviewCard review={review}>
        {(review.taken_down || review.report_count > 0) && (
          <button type="button" className="button" onClick={show}>
            <Undo2 size={18} aria-hidden />
            {review.taken_down ? t("Restore") : t("Leave it public")}
          </button>
        )}
        {!review.taken_down && (
          <button type="button" className="button quiet" onClick={() => setTakingDown(true)}>
            <Ban size={18} aria-hidden />
            {t("Take it down")}
          </button>
        )}
      </ReviewCard>
      {isTakingDown && (
        <Reason
          title={t("Take it down?")}
          yes={t("Take it down")}
          act={(reason) => takeDown(review, reason).then(() => done(t("It is taken down.")))}
          onClose={() => setTakingDown(false)}
        />
      )}
    </>
  );
}
