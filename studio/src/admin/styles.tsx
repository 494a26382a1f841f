import { data, type ManagedStyle } from "@splashmy/client";
import { useQuery } from "@tanstack/react-query";
import { Palette, Plus, Search } from "lucide-react";
import { Link } from "wouter";
import { api } from "../client.ts";
import { number } from "../language/index.ts";
import { matches } from "../styles/queries.ts";
import { useAddress } from "../ui/address.ts";
import { Chips } from "../ui/chips.tsx";
import { Problem } from "../ui/errors.tsx";
import { Empty, Waiting } from "../ui/parts.tsx";
import { forgetCatalogue, managedStyles } from "./queries.ts";
import { Remove } from "./remove.tsx";
import { Rows } from "./table.tsx";
import { t } from "./words.ts";

type Shown = "all" | "offered" | "hidden";
const SHOWN: Shown[] = ["all", "offered", "hidden"];

export function StyleAdmin() {
  const styles = useQuery(managedStyles);
  const [address, setAddress] = useAddress({ q: "", shown: "all" });
  const shown = SHOWN.find((one) => one === address.shown) ?? "all";
  const found = styles.data?.filter(
    (style) =>
      (shown === "all" || style.is_active === (shown === "offered")) && matches(style, address.q),
  );
  return (
    <>
      <div className="row between">
        <h1>{t("Styles")}</h1>
        <Link className="button" to="/admin/styles/new">
          <Plus size={18} aria-hidden />
          {t("New style")}
        </Link>
      </div>
      <div className="searchbox">
        <Search size={19} aria-hidden />
        <input
          type="search"
          aria-label={t("Search styles")}
          placeholder={t("Search styles")}
          value={address.q}
          onChange={(event) => setAddress({ q: event.target.value })}
        />
      </div>
      <Chips
        label={t("Filter")}
        choices={[
          ["all", t("All")],
          ["offered", t("Offered")],
          ["hidden", t("Not offered")],
        ]}
        value={shown}
        onChange={(value) => setAddress({ shown: value })}
      />
      {styles.isError && <Problem error={styles.error} retry={() => void styles.refetch()} />}
      {styles.isPending && <Waiting />}
      {found?.length === 0 && (
        <Empty icon={<Palette size={40} aria-hidden />} title={t("No style matches")} />
      )}
      {found && found.length > 0 && <Found styles={found} />}
    </>
  );
}

function Found({ styles }: { styles: ManagedStyle[] }) {
  return (
    <Rows
      rows={styles}
      columns={[
        {
          title: t("Picture"),
          show: (style) =>
            style.thumbnail_url && <img className="thumb" src={style.thumbnail_url} alt="" />,
        },
        {
          title: t("Name"),
          show: (style) => <Link to={`/admin/styles/${style.id}`}>{style.name}</Link>,
        },
        { title: t("Category"), show: (style) => style.category.name },
        { title: t("State"), show: (style) => <StyleBadges style={style} /> },
        { title: t("Score"), show: (style) => number(style.popularity_score) },
        {
          title: t("Delete"),
          show: (style) => (
            <Remove
              name={style.name}
              title={t("Delete this style?")}
              text={t("Pictures made in it keep its name.")}
              done={t("The style is deleted.")}
              remove={() => removeStyle(style.id)}
            />
          ),
        },
      ]}
    />
  );
}

export function StyleBadges({ style }: { style: ManagedStyle }) {
  return (
    <span className="row">
      {!style.is_active && <span className="badge bad">{t("Not offered")}</span>}
      {style.is_premium && <span className="badge warn">{t("Premium")}</span>}
      {style.is_shipped && <span className="badge">{t("As shipped")}</span>}
    </span>
  );
}

function removeStyle(id: string): Promise<void> {
  const params = { path: { style_id: id } };
  return data(api.DELETE("/api/v1/styles/{style_id}/", { params })).then(forgetCatalogue);
}
