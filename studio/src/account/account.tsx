import { Bell, Gauge, KeyRound, ScrollText, ShieldX, UserRound, Webhook } from "lucide-react";
import { lazy, type ReactNode, Suspense } from "react";
import { Link } from "wouter";
import { t } from "../language/index.ts";
import { useUser } from "../session/user.ts";
import { Waiting } from "../ui/parts.tsx";
import { useTitle } from "../ui/title.ts";
import { DataPart } from "./data.tsx";
import { Notices } from "./notices.tsx";
import { Plan } from "./plan.tsx";
import { ProfilePart } from "./profile.tsx";
import { Security } from "./security.tsx";
import "./account.css";

const Templates = lazy(() => import("./templates.tsx"));
const Webhooks = lazy(() => import("./webhooks.tsx"));

export default function Account({ part }: { part: string }) {
  useTitle(t("Your account"));
  const { profile } = useUser();
  const parts: [string, string, ReactNode][] = [
    ["profile", t("Profile"), <UserRound key="icon" size={18} aria-hidden />],
    ["plan", t("Use and costs"), <Gauge key="icon" size={18} aria-hidden />],
    ["security", t("Password and sessions"), <KeyRound key="icon" size={18} aria-hidden />],
    ["notices", t("Notices"), <Bell key="icon" size={18} aria-hidden />],
    ["templates", t("Templates"), <ScrollText key="icon" size={18} aria-hidden />],
    ["webhooks", t("Webhooks"), <Webhook key="icon" size={18} aria-hidden />],
    ["data", t("Your data"), <ShieldX key="icon" size={18} aria-hidden />],
  ];
  return (
    <div className="page account">
      <nav className="account-nav" aria-label={t("Your account")}>
        {parts.map(([name, title, icon]) => (
          <Link
            key={name}
            to={name === "profile" ? "/account" : `/account/${name}`}
            className="navlink"
            aria-current={name === part ? "page" : undefined}
          >
            {icon}
            {title}
          </Link>
        ))}
      </nav>
      <div className="stack loose">
        {profile ? <Suspense fallback={<Waiting />}>{shown(part)}</Suspense> : <Waiting />}
      </div>
    </div>
  );
}

function shown(part: string): ReactNode {
  switch (part) {
    case "plan":
      return <Plan />;
    case "security":
      return <Security />;
    case "notices":
      return <Notices />;
    case "templates":
      return <Templates />;
    case "webhooks":
      return <Webhooks />;
    case "data":
      return <DataPart />;
    default:
      return <ProfilePart />;
  }
}
