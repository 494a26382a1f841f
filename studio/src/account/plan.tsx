import { data, type Quota } from "@splashmy/client";
import { useQuery } from "@tanstack/react-query";
import { Crown } from "lucide-react";
import { api } from "../client.ts";
import { typeName } from "../jobs/words.ts";
import { bytes, date, dollars, number, seconds, t } from "../language/index.ts";
import { quotaQuery } from "../make/left.tsx";
import { Problem } from "../ui/errors.tsx";
import { Waiting } from "../ui/parts.tsx";

export function Plan() {
  const { data: quota, error, refetch } = useQuery(quotaQuery);
  const { data: stats } = useQuery({
    queryKey: ["jobs", "stats"],
    queryFn: () => data(api.GET("/api/v1/processing/stats/")),
  });
  const { data: images } = useQuery({
    queryKey: ["images", "stats"],
    queryFn: () => data(api.GET("/api/v1/images/stats/")),
  });
  if (error) return <Problem error={error} retry={() => void refetch()} />;
  if (!quota) return <Waiting />;
  const figures: [string, string][] = [
    [t("This month's cost"), dollars(quota.month_cost_usd)],
    [t("Tries left today"), number(quota.daily_attempts.remaining)],
    ...(stats
      ? ([
          [t("Cost so far"), dollars(stats.total_cost_usd)],
          [t("Pictures made"), number(stats.total_images)],
          [
            t("Succeeded"),
            stats.success_rate === null
              ? "–"
              : number(stats.success_rate, { style: "percent", maximumFractionDigits: 0 }),
          ],
          [
            t("Usual time"),
            stats.average_processing_time === null ? "–" : seconds(stats.average_processing_time),
          ],
        ] as [string, string][])
      : []),
    ...(images
      ? ([
          [t("Photos"), number(images.total_images)],
          [t("Storage"), bytes(images.storage_used_bytes)],
          [t("Uploads left today"), number(images.remaining)],
        ] as [string, string][])
      : []),
  ];
  return (
    <>
      <div className="row between">
        <h1>{t("Use and costs")}</h1>
        <span className={quota.is_premium ? "badge warn" : "badge"}>
          {quota.is_premium && <Crown size={14} aria-hidden />}
          {quota.is_premium ? t("Premium") : t("Free")}
        </span>
      </div>
      <section className="card stack">
        <h2>{t("Today's pictures")}</h2>
        <progress
          className="meter"
          max={Math.max(quota.daily_limit, 1)}
          value={quota.used}
          aria-label={t("Today's pictures")}
        />
        <p>
          {t("{used} of {limit} used; more from {time}", {
            used: number(quota.used),
            limit: number(quota.daily_limit),
            time: date(quota.resets_at),
          })}
        </p>
        <dl className="facts">
          {Object.entries(quota.by_type).map(([type, used]) => (
            <div key={type} className="fact">
              <dt>{typeName(type)}</dt>
              <dd>{number(used)}</dd>
            </div>
          ))}
        </dl>
      </section>
      {quota.budget.limit_usd && (
        <MonthlyBudget budget={quota.budget} limit={quota.budget.limit_usd} />
      )}
      <section className="figures">
        {figures.map(([name, value]) => (
          <div key={name} className="figure">
            <b>{value}</b>
            <span>{name}</span>
          </div>
        ))}
      </section>
    </>
  );
}

function MonthlyBudget({ budget, limit }: { budget: Quota["budget"]; limit: string }) {
  return (
    <section className="card stack">
      <h2>{t("This month's budget")}</h2>
      <progress
        className="meter"
        max={Math.max(Number(limit), 0.01)}
        value={Number(budget.used_usd)}
        aria-label={t("This month's budget")}
      />
      <p>
        {t("{used} of {limit} used; more from {time}", {
          used: dollars(budget.used_usd),
          limit: dollars(limit),
          time: date(budget.resets_at),
        })}
      </p>
    </section>
  );
}
