import { data, listed, type Style } from "@splashmy/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../client.ts";

export const STYLE_ORDERS = ["popularity", "rating", "newest", "name"] as const;
export type StyleOrder = (typeof STYLE_ORDERS)[number];

/** The whole catalogue is a page or two: it is filtered here, as one types. */
export function allStyles(order: StyleOrder = "popularity") {
  return queryOptions({
    queryKey: ["styles", "all", order],
    queryFn: async () => {
      const styles: Style[] = [];
      for (let page = 1, total = 1; styles.length < total && page < 20; page += 1) {
        const query = { page, page_size: 50, order };
        const { data: answer } = await api.GET("/api/v1/styles/", { params: { query } });
        if (!answer) return listed(api.GET("/api/v1/styles/", { params: { query } }));
        styles.push(...answer.pagination.results);
        total = answer.pagination.count;
      }
      return styles;
    },
  });
}

export const categories = queryOptions({
  queryKey: ["styles", "categories"],
  queryFn: () =>
    listed(api.GET("/api/v1/styles/categories/", { params: { query: { page_size: 50 } } })),
});

export function styleDetail(id: string) {
  return queryOptions({
    queryKey: ["styles", id],
    queryFn: () =>
      data(api.GET("/api/v1/styles/{style_id}/", { params: { path: { style_id: id } } })),
  });
}

/** Words in a style's name, description, tags or category, accents aside. */
export function matches(style: Style, words: string): boolean {
  const text = folded(
    [style.name, style.description, style.category.name, ...style.tags].join(" "),
  );
  return folded(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function folded(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLowerCase();
}
