import { data, type Profile } from "@splashmy/client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { api, queries, session } from "../client.ts";

export type User = { isSignedIn: boolean; isAdmin: boolean; profile: Profile | undefined };

export const PROFILE = ["profile"];

/** Who is signed in, as far as is known; `profile` comes a moment later. */
export function useUser(): User {
  const isSignedIn = useSyncExternalStore(
    (changed) => session.subscribe(changed),
    () => session.isSignedIn,
  );
  const { data: profile } = useQuery({
    queryKey: PROFILE,
    queryFn: () => data(api.GET("/api/v1/auth/profile/")),
    enabled: isSignedIn,
  });
  return {
    isSignedIn,
    isAdmin: isSignedIn && profile !== undefined && session.groups.includes("admin"),
    profile: isSignedIn ? profile : undefined,
  };
}

/** Nothing that one user saw stays for the next one in this browser. */
export function useForgetting(): void {
  const { isSignedIn } = useUser();
  useEffect(() => {
    if (!isSignedIn)
      queries.removeQueries({ predicate: ({ state }) => state.status !== "pending" });
  }, [isSignedIn]);
}
