import {
  Activity,
  Flag,
  Image,
  Palette,
  ScrollText,
  Shapes,
  Tags,
  TextQuote,
  Users,
} from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { Redirect } from "wouter";
import { language, learn } from "../language/index.ts";
import { useUser } from "../session/user.ts";
import { Waiting } from "../ui/parts.tsx";
import { type Section, Sections } from "../ui/sections.tsx";
import { useTitle } from "../ui/title.ts";
import { Audit } from "./audit.tsx";
import { CategoryAdmin } from "./categories.tsx";
import { FaultsPage } from "./faults.tsx";
import { Monitor } from "./monitor.tsx";
import { MonitoredJobPage } from "./monitored-job.tsx";
import { Pictures } from "./pictures.tsx";
import { Reviews } from "./reviews.tsx";
import { NewStyle, StyleEditor } from "./style.tsx";
import { StyleAdmin } from "./styles.tsx";
import { TagAdmin } from "./tags.tsx";
import { TemplateAdmin } from "./templates.tsx";
import { UserPage } from "./user.tsx";
import { UsersAdmin } from "./users.tsx";
import { t } from "./words.ts";
import "./admin.css";

/** Code of this folder reaches administrators only; the API itself refuses everybody else. */
export default function Area({ part, id }: { part: string; id?: string | undefined }) {
  const { isSignedIn, isAdmin, profile } = useUser();
  const isReady = useWords();
  useTitle(t("Administration"));
  if (!isSignedIn) {
    return <Redirect to={`/sign-in?next=${encodeURIComponent(location.pathname)}`} replace />;
  }
  if (!profile || !isReady) return <Waiting />;
  if (!isAdmin) return <Redirect to="/" replace />;
  const sections: Section[] = [
    { name: "reviews", to: "/admin", title: t("Moderation"), icon: <Flag {...ICON} /> },
    section("monitor", t("Monitor"), <Activity {...ICON} />),
    section("users", t("Users"), <Users {...ICON} />),
    section("pictures", t("Pictures"), <Image {...ICON} />),
    section("styles", t("Styles"), <Palette {...ICON} />),
    section("categories", t("Categories"), <Shapes {...ICON} />),
    section("templates", t("Templates"), <TextQuote {...ICON} />),
    section("tags", t("Tags"), <Tags {...ICON} />),
    section("audit", t("Audit"), <ScrollText {...ICON} />),
  ];
  return (
    <Sections title={t("Administration")} sections={sections} current={part}>
      {shown(part, id)}
    </Sections>
  );
}

const ICON = { size: 18, "aria-hidden": true };

function section(name: string, title: string, icon: ReactNode): Section {
  return { name, to: `/admin/${name}`, title, icon };
}

function shown(part: string, id: string | undefined): ReactNode {
  switch (part) {
    case "users":
      return id ? <UserPage key={id} id={id} /> : <UsersAdmin />;
    case "pictures":
      return <Pictures key={id} id={id} />;
    case "styles":
      if (id === "new") return <NewStyle />;
      return id ? <StyleEditor key={id} id={id} /> : <StyleAdmin />;
    case "categories":
      return <CategoryAdmin />;
    case "templates":
      return <TemplateAdmin />;
    case "tags":
      return <TagAdmin />;
    case "audit":
      return <Audit />;
    case "monitor":
      if (id === "stand-ins") return <FaultsPage />;
      return id ? <MonitoredJobPage key={id} id={id} /> : <Monitor />;
    default:
      return <Reviews />;
  }
}

/** The words of this area come with it. */
function useWords(): boolean {
  const [isReady, setReady] = useState(language() !== "es");
  useEffect(() => {
    if (!isReady) {
      void import("./es.ts").then(({ es }) => {
        learn(es);
        setReady(true);
      });
    }
  }, [isReady]);
  return isReady;
}
