import type { Style } from "@splashmy/client";
import { useQuery } from "@tanstack/react-query";
import { Heart, Search } from "lucide-react";
import { t } from "../language/index.ts";
import { categories, matches, type StyleOrder } from "./queries.ts";

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
      <fieldset className="chips" aria-label={t("Category")}>
        <button
          type="button"
          className="chip"
          aria-pressed={filter.category === null && !filter.favourites}
          onClick={() => onChange({ ...filter, category: null, favourites: false })}
        >
          {t("All")}
        </button>
        {withFavourites && (
          <button
            type="button"
            className="chip"
            aria-pressed={filter.favourites}
            onClick={() => onChange({ ...filter, favourites: !filter.favourites })}
          >
            <Heart size={15} aria-hidden />
            {t("Favourites")}
          </button>
        )}
        {known?.map(({ slug, name }) => (
          <button
            key={slug}
            type="button"
            className="chip"
            aria-pressed={filter.category === slug}
            onClick={() =>
              onChange({ ...filter, category: filter.category === slug ? null : slug })
            }
          >
            {name}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
