import { data } from "@splashmy/client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../client.ts";
import { date, t } from "../language/index.ts";

export const quotaQuery = queryOptions({
  queryKey: ["quota"],
  queryFn: () => data(api.GET("/api/v1/processing/quota/")),
});

/** What is left of today's pictures, beside the button that uses them. */
export function Left({ n }: { n: number }) {
  const { data: quota } = useQuery(quotaQuery);
  if (!quota) return null;
  const { remaining, daily_limit, resets_at } = quota;
  if (remaining < n) {
    return (
      <p className="badge warn">
        {t("{remaining} of {limit} pictures left today; more from {time}", {
          remaining,
          limit: daily_limit,
          time: date(resets_at),
        })}
      </p>
    );
  }
  return (
    <p className="fine">
      {t("{remaining} of {limit} pictures left today", { remaining, limit: daily_limit })}
    </p>
  );
}
