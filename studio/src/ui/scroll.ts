import { useEffect, useLayoutEffect, useRef } from "react";
import { useLocation } from "wouter";

const KEY = "splashmy.scroll";
const TRIES = 40; // frames to wait for a cached list to be as long as it was

function kept(): Record<string, number> {
  return JSON.parse(sessionStorage.getItem(KEY) ?? "{}") as Record<string, number>;
}

/** New pages start at the top; back and forward return to where one was. */
export function useScroll(): void {
  const [path] = useLocation();
  const wentBack = useRef(true); // a reload returns too
  useEffect(() => {
    history.scrollRestoration = "manual";
    const note = () => {
      wentBack.current = true;
    };
    // Before the router hears of it, which renders the page at once.
    addEventListener("popstate", note, { capture: true });
    return () => removeEventListener("popstate", note, { capture: true });
  }, []);
  useEffect(() => {
    // Not `path`: the scroll to the top of the next page may end before this effect does.
    const keep = () =>
      sessionStorage.setItem(
        KEY,
        JSON.stringify({ ...kept(), [location.pathname]: Math.round(scrollY) }),
      );
    addEventListener("scrollend", keep);
    return () => removeEventListener("scrollend", keep);
  }, []);
  useLayoutEffect(() => {
    const target = wentBack.current ? (kept()[path] ?? 0) : 0;
    wentBack.current = false;
    let tries = 0;
    let frame = 0;
    const reach = () => {
      scrollTo(0, target);
      tries += 1;
      if (Math.abs(scrollY - target) > 2 && tries < TRIES) frame = requestAnimationFrame(reach);
    };
    reach();
    return () => cancelAnimationFrame(frame);
  }, [path]);
}
