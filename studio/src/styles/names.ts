import { useQuery } from "@tanstack/react-query";
import { language } from "../language/index.ts";
import { allStyles } from "./queries.ts";

type Named = { id: string; name: string };

/** Names a style in the reader's language: jobs and results keep the English one they were made with. */
export function useStyleNames(): (style: Named | null) => string | undefined {
  const { data: styles } = useQuery({ ...allStyles(), enabled: language() !== "en" });
  return (style) => styles?.find(({ id }) => id === style?.id)?.name ?? style?.name;
}
