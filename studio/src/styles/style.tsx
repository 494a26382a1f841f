import { data } from "@splashmy/client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Crown, Heart, Sparkles } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Link } from "wouter";
import { api, queries } from "../client.ts";
import { PublicGallery } from "../gallery/public.tsx";
import { number, t } from "../language/index.ts";
import { useUser } from "../session/user.ts";
import { Chips } from "../ui/chips.tsx";
import { Problem } from "../ui/errors.tsx";
import { Stars, Waiting } from "../ui/parts.tsx";
import { Picture } from "../ui/picture.tsx";
import { useTitle } from "../ui/title.ts";
import { useToast } from "../ui/toast.tsx";
import { styleDetail } from "./queries.ts";
import "./styles.css";

const BeforeAfter = lazy(() => import("../results/before-after.tsx"));

export default function StylePage({ id }: { id: string }) {
  const { data: style, error, refetch } = useQuery(styleDetail(id));
  const [chosen, setChosen] = useState("");
  useTitle(style?.name);
  if (error) {
    return (
      <div className="page">
        <Problem error={error} retry={() => void refetch()} />
      </div>
    );
  }
  if (!style) return <Waiting />;
  const example = style.examples.find(({ id }) => id === chosen) ?? style.examples[0];
  return (
    <div className="page stack loose">
      <div className="style-top">
        <div className="stack">
          {example?.original_url ? (
            <Suspense fallback={<div className="shimmer" />}>
              <BeforeAfter
                before={example.original_url}
                after={example.styled_url}
                title={style.name}
              />
            </Suspense>
          ) : (
            <div className="style-picture">
              <Picture src={example?.styled_url ?? style.thumbnail_url} alt={style.name} eager />
            </div>
          )}
          {style.examples.length > 1 && (
            <Chips
              label={t("Examples")}
              choices={style.examples.map(({ id }, index) => [
                id,
                t("Example {number}", { number: index + 1 }),
              ])}
              value={example?.id ?? ""}
              onChange={setChosen}
            />
          )}
          {example?.is_preview && (
            <p className="fine">
              {t("This example was painted by the local preview, not by the image model.")}
            </p>
          )}
        </div>
        <div className="stack">
          <div className="row">
            <Link to="/styles" className="fine">
              {t("Styles")}
            </Link>
            <span className="fine">/ {style.category.name}</span>
            {style.is_premium && (
              <span className="badge warn">
                <Crown size={14} aria-hidden />
                {t("Premium")}
              </span>
            )}
          </div>
          <h1>{style.name}</h1>
          <p className="lede">{style.description}</p>
          <div className="row">
            <Link to={`/make?style=${style.id}`} className="button big">
              <Sparkles size={20} aria-hidden />
              {t("Use this style")}
            </Link>
            <FavouriteStyle id={style.id} isFavourite={style.is_user_favorite === true} />
          </div>
          <Rating
            id={style.id}
            own={style.user_rating}
            average={style.average_rating}
            count={style.total_ratings}
          />
          {style.tags.length > 0 && (
            <div className="chips wrap">
              {style.tags.map((tag) => (
                <span key={tag} className="badge">
                  {tag}
                </span>
              ))}
            </div>
          )}
        </div>
      </div>
      <PublicGallery style={style} />
    </div>
  );
}

function FavouriteStyle({ id, isFavourite }: { id: string; isFavourite: boolean }) {
  const { isSignedIn } = useUser();
  const { sayError } = useToast();
  const favourite = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/styles/{style_id}/favorite/", {
          params: { path: { style_id: id } },
          body: { is_favorite: !isFavourite },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["styles"] }),
    onError: sayError,
  });
  if (!isSignedIn) return null;
  return (
    <button
      type="button"
      className="button quiet big icon"
      aria-pressed={isFavourite}
      aria-label={t("Favourite")}
      onClick={() => favourite.mutate()}
    >
      <Heart size={21} fill={isFavourite ? "currentColor" : "none"} />
    </button>
  );
}

function Rating({
  id,
  own,
  average,
  count,
}: {
  id: string;
  own: number | null;
  average: number;
  count: number;
}) {
  const { isSignedIn } = useUser();
  const { say, sayError } = useToast();
  const rate = useMutation({
    mutationFn: (rating: number) =>
      data(
        api.POST("/api/v1/styles/{style_id}/rate/", {
          params: { path: { style_id: id } },
          body: { rating },
        }),
      ),
    onSuccess: () => {
      say(t("Thank you for your rating."));
      return queries.invalidateQueries({ queryKey: ["styles"] });
    },
    onError: sayError,
  });
  return (
    <div className="stack tight">
      <p className="soft">
        {count > 0
          ? t("{average} of 5 from {count, plural, one {# rating} other {# ratings}}", {
              average: number(average, { maximumFractionDigits: 1 }),
              count,
            })
          : t("Nobody has rated this style yet.")}
      </p>
      {isSignedIn && <Stars value={own} onRate={rate.mutate} label={t("Your rating")} />}
    </div>
  );
}
