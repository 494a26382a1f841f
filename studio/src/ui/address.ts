import { useSearchParams } from "wouter";

/** What a page shows, kept in its address: a reload, "back" and a shared link find it again. */
export function useAddress<Shown extends Record<string, string>>(
  usual: Shown,
): [Shown, (change: Partial<Shown>) => void] {
  const [search, setSearch] = useSearchParams();
  const shown = Object.fromEntries(
    Object.entries(usual).map(([name, value]) => [name, search.get(name) ?? value]),
  ) as Shown;
  const change = (changed: Partial<Shown>) =>
    setSearch(
      (before) => {
        for (const [name, value] of Object.entries(changed)) {
          if (value === undefined || value === usual[name]) before.delete(name);
          else before.set(name, value);
        }
        return before;
      },
      { replace: true },
    );
  return [shown, change];
}
