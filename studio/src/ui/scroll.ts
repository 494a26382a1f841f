import { useEffect, useLayoutEffect, useRef } from "react";
import { useLocation } from "wouter";

const KEY = "splashmy.scroll";
const PATIENCE_MS = 10_000; // a list is fetched again after a reload, perhaps slowly
const MOVES = ["wheel", "touchstart", "keydown", "pointerdown"] as const;

let returns = true; // a reload returns too
const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "{}") as Record<string, number>;

/** To be called before the router listens: it renders the page one went back to at once. */
export function noteReturns(): void {
  addEventListener("popstate", () => {
    returns = true;
  });
}

/** New pages start at the top; back, forward and a reload return to where one was. */
export function useScroll(): void {
  const [path] = useLocation();
  const shown = useRef(path);
  useEffect(() => {
    history.scrollRestoration = "manual";
    // Not `location`: it is the next page's before this one has left the screen.
    const keep = () => {
      kept[shown.current] = Math.round(scrollY);
    };
    const save = () => sessionStorage.setItem(KEY, JSON.stringify(kept));
    addEventListener("scroll", keep, { passive: true });
    addEventListener("pagehide", save);
    return () => {
      removeEventListener("scroll", keep);
      removeEventListener("pagehide", save);
    };
  }, []);
  useLayoutEffect(() => {
    shown.current = path;
    const target = returns ? (kept[path] ?? 0) : 0;
    returns = false;
    return reach(target);
  }, [path]);
}

/** Scroll there as soon as the page is long enough, unless the reader moves first. */
function reach(target: number): () => void {
  const sizes = new ResizeObserver(() => attempt());
  const stop = () => {
    sizes.disconnect();
    clearTimeout(patience);
    for (const move of MOVES) removeEventListener(move, stop);
  };
  const attempt = () => {
    scrollTo(0, target);
    if (Math.abs(scrollY - target) <= 2) stop();
  };
  const patience = setTimeout(stop, PATIENCE_MS);
  for (const move of MOVES) addEventListener(move, stop, { passive: true });
  sizes.observe(document.body);
  attempt();
  return stop;
}
