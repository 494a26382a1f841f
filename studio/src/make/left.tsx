import { data, type NewJob } from "@splashmy/client";
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../client.ts";
import { date, dollars, t } from "../language/index.ts";
import { sentence } from "../ui/errors.tsx";

const SETTLED_MS = 400;

export const quotaQuery = queryOptions({
  queryKey: ["quota"],
  queryFn: () => data(api.GET("/api/v1/processing/quota/")),
});

/** The most it can cost, and what is left of today's pictures, beside the button that uses them. */
export function Left({ n, job }: { n: number; job: NewJob | null }) {
  return (
    <div className="stack tight">
      {job && <Price job={job} />}
      <Quota n={n} />
    </div>
  );
}

function Price({ job }: { job: NewJob }) {
  const asked = useSettled(JSON.stringify(job));
  const { data: price, error } = useQuery({
    queryKey: ["price", asked],
    queryFn: () =>
      data(api.POST("/api/v1/processing/jobs/price/", { body: JSON.parse(asked) as NewJob })),
    placeholderData: keepPreviousData,
  });
  if (error) return <p className="badge warn">{sentence(error)}</p>;
  if (!price) return null;
  return (
    <p>
      <b>{t("At most {price}", { price: dollars(price.price_ceiling) })}</b>
    </p>
  );
}

/** A value once it has been the same for a moment: nobody asks for a price at every key. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function Quota({ n }: { n: number }) {
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
