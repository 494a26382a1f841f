import type { User } from "@splashmy/client";
import { Search, Users } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { Link } from "wouter";
import { api } from "../client.ts";
import { day, number } from "../language/index.ts";
import { Chips } from "../ui/chips.tsx";
import { Listed, useList } from "../ui/list.tsx";
import { Empty } from "../ui/parts.tsx";
import { Rows } from "./table.tsx";
import { t } from "./words.ts";

type Shown = "all" | "premium" | "disabled";

export function UsersAdmin() {
  const [words, setWords] = useState("");
  const [shown, setShown] = useState<Shown>("all");
  const search = useDeferredValue(words.trim());
  const list = useList<User>(["admin", "users", search, shown], (cursor) =>
    api.GET("/api/v1/auth/users/", {
      params: {
        query: {
          page_size: 50,
          ...(search && { search }),
          ...(shown === "premium" && { premium: true }),
          ...(shown === "disabled" && { disabled: true }),
          ...(cursor && { cursor }),
        },
      },
    }),
  );
  const names: [Shown, string][] = [
    ["all", t("All")],
    ["premium", t("Premium")],
    ["disabled", t("Disabled")],
  ];
  return (
    <>
      <h1>{t("Users")}</h1>
      <div className="searchbox">
        <Search size={19} aria-hidden />
        <input
          type="search"
          aria-label={t("Search by email or username")}
          placeholder={t("Search by email or username")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <Chips label={t("Filter")} choices={names} value={shown} onChange={setShown} />
      <Listed
        list={list}
        empty={<Empty icon={<Users size={40} aria-hidden />} title={t("No user matches")} />}
      >
        <Rows
          rows={list.items}
          columns={[
            {
              title: t("Username"),
              show: (user) => <Link to={`/admin/users/${user.id}`}>{user.username}</Link>,
            },
            { title: t("Email"), show: (user) => user.email },
            { title: t("Plan"), show: (user) => <PlanBadges user={user} /> },
            { title: t("Pictures"), show: (user) => number(user.processing_count) },
            { title: t("Since"), show: (user) => day(user.created_at) },
          ]}
        />
      </Listed>
    </>
  );
}

export function PlanBadges({ user }: { user: User }) {
  return (
    <span className="row">
      {user.is_premium ? (
        <span className="badge warn">{t("Premium")}</span>
      ) : (
        <span className="badge">{t("Free")}</span>
      )}
      {user.is_disabled && <span className="badge bad">{t("Disabled")}</span>}
    </span>
  );
}
