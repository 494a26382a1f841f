import { body, nextCursor } from "@splashmy/client";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Problem } from "./errors.tsx";
import { Sentinel, Spinner } from "./parts.tsx";

type Page<One> = { pagination: { count: number; next: string | null; results: One[] } };
type Called<One> = Promise<{ data?: Page<One>; error?: unknown; response: Response }>;
/** In milliseconds; false while nothing is to be expected. */
type Every<One> = number | false | ((items: One[]) => number | false);
export type List<One> = UseInfiniteQueryResult<InfiniteData<Page<One>>> & {
  items: One[];
  count: number | undefined;
};

/** A list of the API, page after page; its pages stay cached, so that "back" finds them again. */
export function useList<One>(
  key: unknown[],
  ask: (cursor: string | undefined) => Called<One>,
  {
    enabled = true,
    refetchInterval = false,
  }: { enabled?: boolean; refetchInterval?: Every<One> } = {},
): List<One> {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => body(ask(pageParam)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: nextCursor,
    enabled,
    refetchInterval: ({ state }) =>
      typeof refetchInterval === "function"
        ? refetchInterval(itemsOf(state.data))
        : refetchInterval,
  });
  const count = query.data?.pages.at(-1)?.pagination.count;
  return { ...query, items: itemsOf(query.data), count };
}

function itemsOf<One>(data: InfiniteData<Page<One>> | undefined): One[] {
  return data?.pages.flatMap((page) => page.pagination.results) ?? [];
}

/** The states around a list: loading, failed, empty, and more to come. */
export function Listed<One>({
  list,
  empty,
  loading,
  children,
}: {
  list: List<One>;
  empty: ReactNode;
  loading?: ReactNode;
  children: ReactNode;
}) {
  if (list.isPending) return loading ?? <Placeholder />;
  if (list.isError && !list.items.length) {
    return <Problem error={list.error} retry={() => void list.refetch()} />;
  }
  if (!list.items.length) return empty;
  const more = () => {
    if (list.hasNextPage && !list.isFetchingNextPage && !list.isError) void list.fetchNextPage();
  };
  return (
    <>
      {children}
      {list.isError && <Problem error={list.error} retry={() => void list.fetchNextPage()} />}
      {list.isFetchingNextPage && (
        <div className="row" role="status">
          <Spinner />
        </div>
      )}
      <Sentinel key={list.items.length} reach={more} />
    </>
  );
}

function Placeholder() {
  return (
    <div className="grid" role="status" aria-busy="true">
      {Array.from({ length: 8 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <div key={index} className="shot shimmer" />
      ))}
    </div>
  );
}
