import { useQuery } from "@tanstack/react-query";
import { Check, Wand } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { t } from "../language/index.ts";
import { useUser } from "../session/user.ts";
import { StyleFace } from "../styles/card.tsx";
import { type Filter, isShown, StyleFilters } from "../styles/filters.tsx";
import { allStyles } from "../styles/queries.ts";
import { Problem } from "../ui/errors.tsx";
import { changeDraft, useDraft } from "./draft.ts";

const PEEK_PX = 40; // of the row above, so that one sees there is more

export function StylePicker() {
  const { styleId } = useDraft();
  const { isSignedIn } = useUser();
  const styles = useQuery(allStyles());
  const [filter, setFilter] = useState<Filter>({ words: "", category: null, favourites: false });
  const shown = useMemo(
    () => styles.data?.filter((style) => isShown(style, filter)) ?? [],
    [styles.data, filter],
  );
  const picker = useRef<HTMLDivElement>(null);
  const isLoaded = styles.isSuccess;
  // A style that was chosen on another page may be far down the list.
  useEffect(() => {
    const chosen = picker.current?.querySelector<HTMLElement>("[aria-pressed=true]");
    if (isLoaded && chosen) picker.current?.scrollTo({ top: chosen.offsetTop - PEEK_PX });
  }, [isLoaded]);
  const choose = (id: string | null) =>
    changeDraft(() => ({ styleId: id, variables: {}, mask: null }));
  return (
    <fieldset className="stack tight">
      <legend className="label">{t("Style")}</legend>
      <StyleFilters filter={filter} onChange={setFilter} withFavourites={isSignedIn} />
      {styles.isError && <Problem error={styles.error} retry={() => void styles.refetch()} />}
      <div className="picker" ref={picker} aria-busy={styles.isPending}>
        <button
          type="button"
          className="style-card"
          aria-pressed={styleId === null}
          onClick={() => choose(null)}
        >
          <span className="style-picture picker-none">
            <Wand size={30} aria-hidden />
          </span>
          <span className="style-name">{t("No style")}</span>
        </button>
        {shown.map((style) => (
          <button
            key={style.id}
            type="button"
            className="style-card"
            aria-pressed={style.id === styleId}
            onClick={() => choose(style.id)}
          >
            <StyleFace
              style={style}
              mark={
                style.id === styleId && (
                  <span className="style-check">
                    <Check size={17} aria-hidden />
                  </span>
                )
              }
            />
          </button>
        ))}
      </div>
    </fieldset>
  );
}
