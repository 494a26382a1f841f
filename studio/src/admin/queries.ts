import { body, data, listed, type ManagedStyle } from "@splashmy/client";
import { queryOptions } from "@tanstack/react-query";
import { api, queries } from "../client.ts";

/** Every style as it is stored: a page or two. */
export const managedStyles = queryOptions({
  queryKey: ["styles", "managed"],
  queryFn: async () => {
    const styles: ManagedStyle[] = [];
    for (let page = 1, total = 1; styles.length < total; page += 1) {
      const params = { query: { page, page_size: 50 } };
      const answer = await body(api.GET("/api/v1/styles/managed/", { params }));
      styles.push(...answer.pagination.results);
      total = answer.pagination.count;
    }
    return styles;
  },
});

export function managedStyle(id: string) {
  const params = { path: { style_id: id } };
  return queryOptions({
    queryKey: ["styles", "managed", id],
    queryFn: () => data(api.GET("/api/v1/styles/{style_id}/managed/", { params })),
  });
}

export const managedCategories = queryOptions({
  queryKey: ["styles", "categories", "managed"],
  queryFn: () =>
    listed(api.GET("/api/v1/styles/categories/managed/", { params: { query: { page_size: 50 } } })),
});

/** What the studio shows of the catalogue, too. */
export function forgetCatalogue(): Promise<void> {
  return queries.invalidateQueries({ queryKey: ["styles"] });
}
