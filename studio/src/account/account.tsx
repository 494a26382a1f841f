import { Bell, Gauge, KeyRound, ScrollText, ShieldX, UserRound, Webhook } from "lucide-react";
import { lazy, type ReactNode, Suspense } from "react";
import { t } from "../language/index.ts";
import { useUser } from "../session/user.ts";
import { Waiting } from "../ui/parts.tsx";
import { type Section, Sections } from "../ui/sections.tsx";
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
  const sections: Section[] = [
    { name: "profile", to: "/account", title: t("Profile"), icon: <UserRound {...ICON} /> },
    section("plan", t("Use and costs"), <Gauge {...ICON} />),
    section("security", t("Password and sessions"), <KeyRound {...ICON} />),
    section("notices", t("Notices"), <Bell {...ICON} />),
    section("templates", t("Templates"), <ScrollText {...ICON} />),
    section("webhooks", t("Webhooks"), <Webhook {...ICON} />),
    section("data", t("Your data"), <ShieldX {...ICON} />),
  ];
  return (
    <Sections title={t("Your account")} sections={sections} current={part}>
      {profile ? <Suspense fallback={<Waiting />}>{shown(part)}</Suspense> : <Waiting />}
    </Sections>
  );
}

const ICON = { size: 18, "aria-hidden": true };

function section(name: string, title: string, icon: ReactNode): Section {
  return { name, to: `/account/${name}`, title, icon };
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
