import { useEffect, useRef } from "react";
import Plot from "uplot";
import "uplot/dist/uPlot.min.css";
import { number } from "../language/index.ts";

export type Line = { name: string; values: (number | null)[]; colour: string };

const HEIGHT = 170;
const LABEL_WIDTH = 70; // of a time, in pixels

/** Lines over time; `times` are seconds since 1970. A canvas, so `summary` says the same in words. */
export function Chart({
  times,
  lines,
  unit = "",
  summary,
}: {
  times: number[];
  lines: Line[];
  unit?: string;
  summary: string;
}) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const shown = place.current;
    if (!shown) return;
    const ink = getComputedStyle(shown).color;
    const axis = { stroke: ink, grid: { stroke: `color-mix(in srgb, ${ink} 15%, transparent)` } };
    const plot = new Plot(
      {
        width: shown.clientWidth,
        height: HEIGHT,
        cursor: { show: false },
        legend: { show: false },
        scales: { y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] } },
        axes: [
          { ...axis, space: LABEL_WIDTH, values: (_, ticks) => ticks.map(clock) },
          { ...axis, values: (_, ticks) => ticks.map((tick) => `${number(tick)}${unit}`) },
        ],
        series: [
          {},
          ...lines.map(({ name, colour }) => ({ label: name, stroke: colour, width: 2 })),
        ],
      },
      [times, ...lines.map(({ values }) => values)],
      shown,
    );
    const observer = new ResizeObserver(() =>
      plot.setSize({ width: shown.clientWidth, height: HEIGHT }),
    );
    observer.observe(shown);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [times, lines, unit]);
  return (
    <figure className="chart">
      <figcaption className="row">
        {lines.map(({ name, colour }) => (
          <span key={name} className="fine">
            <svg width="12" height="12" aria-hidden="true">
              <circle cx="6" cy="6" r="5" fill={colour} />
            </svg>{" "}
            {name}
          </span>
        ))}
      </figcaption>
      <div ref={place} role="img" aria-label={summary} />
    </figure>
  );
}

function clock(seconds: number): string {
  return new Date(seconds * 1000).toLocaleTimeString(document.documentElement.lang, {
    hour: "2-digit",
    minute: "2-digit",
  });
}
