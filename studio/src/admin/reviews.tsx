import { body, type Review } from "@splashmy/client";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, ArrowRight, Ban, Check, Flag, Undo2 } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { api, queries } from "../client.ts";
import { number } from "../language/index.ts";
import { useAddress } from "../ui/address.ts";
import { Chips } from "../ui/chips.tsx";
import { Listed, useList } from "../ui/list.tsx";
import { Empty } from "../ui/parts.tsx";
import { useToast } from "../ui/toast.tsx";
import { Reason } from "./reason.tsx";
import { approve, reject, restore, takeDown } from "./review.ts";
import { kindName, ReviewCard } from "./review-card.tsx";
import { t } from "./words.ts";

type Kind = Review["kind"];

const KINDS: Kind[] = ["reported", "appealed", "rejected"];
const COUNT_MS = 30_000;

/** Everything that waits for a person, one after the other; each act has a key. */
export function Reviews() {
  const [address, setAddress] = useAddress({ kind: "" });
  const kind = KINDS.find((one) => one === address.kind) ?? null;
  const [place, setPlace] = useState(0);
  const list = useList<Review>(["admin", "reviews", kind], (cursor) =>
    api.GET("/api/v1/images/moderation/", {
      params: { query: { page_size: 20, ...(kind && { kind }), ...(cursor && { cursor }) } },
    }),
  );
  const at = Math.min(place, list.items.length - 1);
  const review = list.items[at];
  const step = (by: number) => {
    if (at + by >= list.items.length - 1 && list.hasNextPage) void list.fetchNextPage();
    setPlace((at + by + list.items.length) % list.items.length);
  };
  return (
    <>
      <h1>{t("Moderation")}</h1>
      <Chips
        label={t("Filter")}
        choices={[
          [null, <Counted key="all" kind={null} name={t("All")} />],
          ...KINDS.map(
            (one) => [one, <Counted key={one} kind={one} name={kindName(one)} />] as const,
          ),
        ]}
        value={kind}
        onChange={(value) => {
          setAddress({ kind: value ?? "" });
          setPlace(0);
        }}
      />
      <Listed
        list={list}
        empty={<Empty icon={<Flag size={40} aria-hidden />} title={t("Nothing waits for you")} />}
      >
        {review && (
          <One
            key={review.id}
            review={review}
            where={t("{place} of {count}", {
              place: number(at + 1),
              count: number(list.count ?? list.items.length),
            })}
            step={step}
          />
        )}
      </Listed>
    </>
  );
}

/** How many wait, beside what they are. */
function Counted({ kind, name }: { kind: Kind | null; name: string }): ReactNode {
  const { data: count } = useQuery({
    queryKey: ["admin", "reviews", "count", kind],
    queryFn: async () => {
      const query = { page_size: 1, ...(kind && { kind }) };
      const page = await body(api.GET("/api/v1/images/moderation/", { params: { query } }));
      return page.pagination.count;
    },
    refetchInterval: COUNT_MS,
  });
  return (
    <>
      {name} {count !== undefined && <b>{number(count)}</b>}
    </>
  );
}

function One({
  review,
  where,
  step,
}: {
  review: Review;
  where: string;
  step: (by: number) => void;
}) {
  const { say, sayError } = useToast();
  const [isTakingDown, setTakingDown] = useState(false);
  const done = (sentence: string) => {
    say(sentence);
    return queries.invalidateQueries({ queryKey: ["admin", "reviews"] });
  };
  const isRefused = review.kind !== "reported";
  const accept = () =>
    (isRefused ? approve(review) : restore(review))
      .then(() => done(t("It may be seen.")))
      .catch(sayError);
  const refuse = () =>
    isRefused
      ? reject(review)
          .then(() => done(t("It stays refused.")))
          .catch(sayError)
      : setTakingDown(true);
  useKeys({ a: accept, r: refuse, n: () => step(1), p: () => step(-1) });
  return (
    <>
      <ReviewCard review={review}>
        <button type="button" className="button" onClick={accept}>
          {isRefused ? <Check size={18} aria-hidden /> : <Undo2 size={18} aria-hidden />}
          {isRefused ? t("Approve") : t("Leave it public")}
          <kbd>A</kbd>
        </button>
        <button type="button" className="button quiet" onClick={refuse}>
          <Ban size={18} aria-hidden />
          {isRefused ? t("Keep it refused") : t("Take it down")}
          <kbd>R</kbd>
        </button>
      </ReviewCard>
      <nav className="row" aria-label={t("Queue")}>
        <button type="button" className="button plain" onClick={() => step(-1)}>
          <ArrowLeft size={18} aria-hidden />
          {t("Previous")}
          <kbd>P</kbd>
        </button>
        <span className="fine">{where}</span>
        <button type="button" className="button plain" onClick={() => step(1)}>
          {t("Next")}
          <kbd>N</kbd>
          <ArrowRight size={18} aria-hidden />
        </button>
      </nav>
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

function useKeys(acts: Record<string, () => unknown>): void {
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
      if (isTyping || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]"))
        return;
      latest.current[event.key.toLowerCase()]?.();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
