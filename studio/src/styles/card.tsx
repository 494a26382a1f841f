import type { Style } from "@splashmy/client";
import { Crown, Heart, Star } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { number, t } from "../language/index.ts";
import { Picture } from "../ui/picture.tsx";
import "./styles.css";

export function StyleCard({ style }: { style: Style }) {
  return (
    <Link to={`/styles/${style.id}`} className="style-card">
      <StyleFace style={style} />
    </Link>
  );
}

export function StyleFace({ style, mark }: { style: Style; mark?: ReactNode }) {
  return (
    <>
      <span className="style-picture">
        <Picture src={style.thumbnail_url} alt="" />
        {style.is_premium && (
          <span className="style-premium" title={t("Premium")}>
            <Crown size={14} aria-hidden />
            <span className="hidden-text">{t("Premium")}</span>
          </span>
        )}
        {mark}
      </span>
      <span className="style-name">
        <span className="cut">{style.name}</span>
        {style.is_user_favorite && (
          <Heart size={14} fill="currentColor" aria-label={t("Favourite")} />
        )}
      </span>
      {style.total_ratings > 0 && (
        <span className="fine row style-rating">
          <Star size={13} fill="currentColor" aria-hidden />
          {number(style.average_rating, { maximumFractionDigits: 1 })}
        </span>
      )}
    </>
  );
}
