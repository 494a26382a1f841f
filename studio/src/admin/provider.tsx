import type { CallFigures, Monitor } from "@splashmy/client";
import { useMemo, useState } from "react";
import { day, dollars, number, seconds } from "../language/index.ts";
import { Chips } from "../ui/chips.tsx";
import { Chart } from "./chart.tsx";
import { t } from "./words.ts";

const GOOD = "#1a9c6b";
const BAD = "#d14b4b";
const CALM = "#4a78d6";

/** How the provider did over an hour and a day, and what it cost. */
export function Provider({ provider, model }: Pick<Monitor, "provider" | "model">) {
  const [span, setSpan] = useState<"hour" | "day">("hour");
  const inAll = span === "hour" ? provider.last_hour : provider.last_day;
  const figures: [string, string][] = [
    [t("Calls"), number(inAll.calls)],
    [t("Success"), percent(inAll.success_rate)],
    [t("Half are faster than"), duration(inAll.latency_p50_s)],
    [t("95 of 100 are faster than"), duration(inAll.latency_p95_s)],
    [t("Cost"), dollars(inAll.cost_usd)],
    [
      t("Paid and not delivered"),
      `${number(inAll.undelivered)} · ${dollars(inAll.undelivered_usd)}`,
    ],
  ];
  return (
    <section className="stack">
      <div className="row between">
        <h2>{t("Provider")}</h2>
        <Chips
          label={t("Time")}
          choices={[
            ["hour", t("An hour")],
            ["day", t("A day")],
          ]}
          value={span}
          onChange={setSpan}
        />
      </div>
      <div className="figures thirds">
        {figures.map(([name, value]) => (
          <div key={name} className="figure">
            <b>{value}</b>
            <span>{name}</span>
          </div>
        ))}
      </div>
      <Charts steps={span === "hour" ? provider.by_5_minutes : provider.by_hour} inAll={inAll} />
      <p className="fine">
        {t("Model {name}", { name: model.name })}
        {" · "}
        {model.shutdown
          ? t("OpenAI ends it on {day}", { day: day(model.shutdown) })
          : t("No end is announced")}
      </p>
    </section>
  );
}

function Charts({ steps, inAll }: { steps: CallFigures[]; inAll: CallFigures }) {
  const drawn = useMemo(() => {
    const times = steps.map((step) => Date.parse(step.begins_at) / 1000);
    return {
      times,
      throughput: [
        { name: t("Calls"), colour: CALM, values: steps.map((step) => step.calls) },
        { name: t("Delivered"), colour: GOOD, values: steps.map((step) => step.delivered) },
      ],
      latency: [
        { name: "p50", colour: CALM, values: steps.map((step) => step.latency_p50_s) },
        { name: "p95", colour: BAD, values: steps.map((step) => step.latency_p95_s) },
      ],
      success: [
        {
          name: t("Success"),
          colour: GOOD,
          values: steps.map((step) => step.success_rate && step.success_rate * 100),
        },
      ],
    };
  }, [steps]);
  const { times, throughput, latency, success } = drawn;
  return (
    <div className="charts">
      <Chart
        times={times}
        lines={throughput}
        summary={t("{calls} calls, {delivered} delivered", {
          calls: inAll.calls,
          delivered: inAll.delivered,
        })}
      />
      <Chart
        times={times}
        lines={latency}
        unit=" s"
        summary={`p50 ${duration(inAll.latency_p50_s)}, p95 ${duration(inAll.latency_p95_s)}`}
      />
      <Chart
        times={times}
        lines={success}
        unit=" %"
        summary={`${t("Success")}: ${percent(inAll.success_rate)}`}
      />
    </div>
  );
}

/** What is spent of each budget; a bar says how much of it, words say the rest. */
export function Budgets({ budgets }: Pick<Monitor, "budgets">) {
  return (
    <section className="stack">
      <h2>{t("Budgets")}</h2>
      {budgets.map((one) => {
        const used = Number(one.spent_usd) + Number(one.reserved_usd);
        return (
          <div key={one.budget} className="stack tight">
            <div className="row between">
              <b>{one.budget === "daily" ? t("Today") : t("This month")}</b>
              <span>
                {t("{spent} spent, {reserved} reserved", {
                  spent: dollars(one.spent_usd),
                  reserved: dollars(one.reserved_usd),
                })}
                {" · "}
                {one.limit_usd ? t("of {limit}", { limit: dollars(one.limit_usd) }) : t("no limit")}
              </span>
            </div>
            {one.limit_usd && (
              <meter
                min={0}
                max={Number(one.limit_usd)}
                high={Number(one.limit_usd) * 0.8}
                value={used}
                aria-label={one.budget === "daily" ? t("Today") : t("This month")}
              />
            )}
          </div>
        );
      })}
    </section>
  );
}

function percent(value: number | null): string {
  return value === null ? "–" : number(value, { style: "percent", maximumFractionDigits: 1 });
}

function duration(value: number | null): string {
  return value === null ? "–" : seconds(value);
}
