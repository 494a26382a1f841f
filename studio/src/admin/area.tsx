import { Activity, Flag, Palette, ScrollText, Tags, Users } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { Link, Redirect } from "wouter";
import { language, learn } from "../language/index.ts";
import { useUser } from "../session/user.ts";
import { Waiting } from "../ui/parts.tsx";
import { useTitle } from "../ui/title.ts";
import { Audit } from "./audit.tsx";
import { FaultsPage } from "./faults.tsx";
import { Monitor } from "./monitor.tsx";
import { MonitoredJobPage } from "./monitored-job.tsx";
import { Reviews } from "./reviews.tsx";
import { StyleAdmin } from "./styles.tsx";
import { TagAdmin } from "./tags.tsx";
import { UserPage } from "./user.tsx";
import { UsersAdmin } from "./users.tsx";
import { t } from "./words.ts";
import "../account/account.css";
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
  const parts: [string, string, string, ReactNode][] = [
    ["monitor", "/admin/monitor", t("Monitor"), <Activity key="icon" size={18} aria-hidden />],
    ["reviews", "/admin", t("Moderation"), <Flag key="icon" size={18} aria-hidden />],
    ["users", "/admin/users", t("Users"), <Users key="icon" size={18} aria-hidden />],
    ["styles", "/admin/styles", t("Styles"), <Palette key="icon" size={18} aria-hidden />],
    ["tags", "/admin/tags", t("Tags"), <Tags key="icon" size={18} aria-hidden />],
    ["audit", "/admin/audit", t("Audit"), <ScrollText key="icon" size={18} aria-hidden />],
  ];
  return (
    <div className="page account">
      <nav className="account-nav" aria-label={t("Administration")}>
        {parts.map(([name, to, title, icon]) => (
          <Link
            key={name}
            to={to}
            className="navlink"
            aria-current={name === part ? "page" : undefined}
          >
            {icon}
            {title}
          </Link>
        ))}
      </nav>
      <div className="stack loose">{shown(part, id)}</div>
    </div>
  );
}

function shown(part: string, id: string | undefined): ReactNode {
  switch (part) {
    case "users":
      return id ? <UserPage key={id} id={id} /> : <UsersAdmin />;
    case "styles":
      return <StyleAdmin />;
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
