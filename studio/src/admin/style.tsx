import type { ManagedStyle } from "@splashmy/client";
import { useQuery } from "@tanstack/react-query";
import { Sparkles } from "lucide-react";
import { Link, useLocation } from "wouter";
import { Problem } from "../ui/errors.tsx";
import { Waiting } from "../ui/parts.tsx";
import { Examples } from "./examples.tsx";
import { managedCategories, managedStyle } from "./queries.ts";
import { StyleForm } from "./style-form.tsx";
import { StyleBadges } from "./styles.tsx";
import { t } from "./words.ts";

export function StyleEditor({ id }: { id: string }) {
  const style = useQuery(managedStyle(id));
  if (style.error) return <Problem error={style.error} retry={() => void style.refetch()} />;
  if (!style.data) return <Waiting />;
  return (
    <>
      <Back />
      <div className="row between">
        <div className="stack tight">
          <h1>{style.data.name}</h1>
          <StyleBadges style={style.data} />
        </div>
        <Link className="button quiet" to={`/make?style=${id}`}>
          <Sparkles size={18} aria-hidden />
          {t("Try it now")}
        </Link>
      </div>
      <WithCategories style={style.data} />
      <Examples style={style.data} />
    </>
  );
}

export function NewStyle() {
  return (
    <>
      <Back />
      <h1>{t("New style")}</h1>
      <WithCategories style={null} />
    </>
  );
}

function WithCategories({ style }: { style: ManagedStyle | null }) {
  const { data: categories } = useQuery(managedCategories);
  const [, go] = useLocation();
  if (!categories) return <Waiting />;
  return (
    <StyleForm
      style={style}
      categories={categories}
      onMade={(id) => go(`/admin/styles/${id}`, { replace: true })}
    />
  );
}

function Back() {
  return (
    <p className="fine">
      <Link to="/admin/styles">{t("All styles")}</Link>
    </p>
  );
}
