import type { Style } from "@splashmy/client";
import { useQuery } from "@tanstack/react-query";
import { Heart, Search } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "../language/index.ts";
import { Chips } from "../ui/chips.tsx";
import { categories, matches, type StyleOrder } from "./queries.ts";

const FAVOURITES = ""; // the slug of no category

export type Filter = { words: string; category: string | null; favourites: boolean };

export function isShown(style: Style, { words, category, favourites }: Filter): boolean {
  return (
    (category === null || style.category.slug === category) &&
    (!favourites || style.is_user_favorite === true) &&
    matches(style, words)
  );
}

export function StyleFilters({
  filter,
  onChange,
  order,
  onOrder,
  withFavourites,
}: {
  filter: Filter;
  onChange: (filter: Filter) => void;
  order?: StyleOrder;
  onOrder?: (order: StyleOrder) => void;
  withFavourites: boolean;
}) {
  const { data: known } = useQuery(categories);
  const orders: [StyleOrder, string][] = [
    ["popularity", t("Most popular")],
    ["rating", t("Best rated")],
    ["newest", t("Newest")],
    ["name", t("By name")],
  ];
  const choices: [string | null, ReactNode][] = [[null, t("All")]];
  if (withFavourites) choices.push([FAVOURITES, <Favourites key={FAVOURITES} />]);
  for (const { slug, name } of known ?? []) choices.push([slug, name]);
  return (
    <div className="stack tight">
      <div className="row">
        <div className="searchbox grow">
          <Search size={19} aria-hidden />
          <input
            type="search"
            aria-label={t("Search styles")}
            placeholder={t("Search styles")}
            value={filter.words}
            onChange={(event) => onChange({ ...filter, words: event.target.value })}
          />
        </div>
        {order && onOrder && (
          <select
            aria-label={t("Order")}
            value={order}
            onChange={(event) => onOrder(event.target.value as StyleOrder)}
            className="order-select"
          >
            {orders.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        )}
      </div>
      <Chips
        label={t("Category")}
        choices={choices}
        value={filter.favourites ? FAVOURITES : filter.category}
        onChange={(one) =>
          onChange({
            ...filter,
            category: one || null,
            favourites: one === FAVOURITES,
          })
        }
      />
    </div>
  );
}

function Favourites() {
  return (
    <>
      <Heart size={15} aria-hidden />
      {t("Favourites")}
    </>
  );
}
