import { useQuery } from "@tanstack/react-query";
import { Palette } from "lucide-react";
import { useMemo } from "react";
import { t } from "../language/index.ts";
import { useUser } from "../session/user.ts";
import { useAddress } from "../ui/address.ts";
import { Problem } from "../ui/errors.tsx";
import { Empty, Head } from "../ui/parts.tsx";
import { useTitle } from "../ui/title.ts";
import { StyleCard } from "./card.tsx";
import { type Filter, isShown, StyleFilters } from "./filters.tsx";
import { allStyles, STYLE_ORDERS } from "./queries.ts";

const USUAL = { q: "", category: "", favourites: "", order: "popularity" };

export default function StylesPage() {
  useTitle(t("Styles"));
  const { isSignedIn } = useUser();
  const [address, setAddress] = useAddress(USUAL);
  const order = STYLE_ORDERS.find((one) => one === address.order) ?? "popularity";
  const { q: words, category, favourites } = address;
  const filter = useMemo<Filter>(
    () => ({ words, category: category || null, favourites: favourites === "true" }),
    [words, category, favourites],
  );
  const styles = useQuery(allStyles(order));
  const shown = useMemo(
    () => styles.data?.filter((style) => isShown(style, filter)) ?? [],
    [styles.data, filter],
  );
  return (
    <div className="page">
      <Head
        title={t("Styles")}
        lede={t("Each one is a way of painting. Open it to see what it does to a photo.")}
      />
      <div className="stack">
        <StyleFilters
          filter={filter}
          onChange={(chosen) =>
            setAddress({
              q: chosen.words,
              category: chosen.category ?? "",
              favourites: chosen.favourites ? "true" : "",
            })
          }
          order={order}
          onOrder={(chosen) => setAddress({ order: chosen })}
          withFavourites={isSignedIn}
        />
        {styles.isError && <Problem error={styles.error} retry={() => void styles.refetch()} />}
        <div className="style-grid" aria-busy={styles.isPending}>
          {styles.isPending &&
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((one) => (
              <div key={one} className="style-card shimmer" />
            ))}
          {shown.map((style) => (
            <StyleCard key={style.id} style={style} />
          ))}
        </div>
        {styles.isSuccess && shown.length === 0 && (
          <Empty icon={<Palette size={40} aria-hidden />} title={t("No style matches")}>
            <p>{t("Try other words, or another category.")}</p>
          </Empty>
        )}
      </div>
    </div>
  );
}
