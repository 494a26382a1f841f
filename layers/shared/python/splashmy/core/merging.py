"""One list that is spread over several partitions, so that none of them is written by everybody."""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from typing import Any

from pynamodb.expressions.condition import Condition

from splashmy.core.records import Key, Position, R, Slice, cut

SPARE = 2  # items more than its share that a shard is asked for at once


def query_merged(
    model: type[R],
    shards: Sequence[Mapping[str, str]],
    *,
    order: str,
    size: int,
    position: Position | None = None,
    range_key_condition: Condition | None = None,
    index_name: str | None = None,
) -> Slice[R]:
    """One page of all shards, the greatest `order` first, read eventually consistent.

    A shard is the hash keys of its items: the table's, and the index's if another attribute is
    that. `order` is the sort key of what is queried, and another for each item: then whatever is
    behind an item of one shard begins at the same place in all others. A shard is asked for its
    share of a page, and again only when that is used up.
    """
    backward = position is not None and position.backward
    share = share_of(size, len(shards))
    index = model._indexes[index_name] if index_name else None
    hash_key = index._hash_key_attribute().attr_name if index else "pk"

    def walk(shard: Mapping[str, str]) -> Iterator[R]:
        return model.query(
            shard[hash_key],
            range_key_condition,
            index_name=index_name,
            scan_index_forward=backward,
            last_evaluated_key=_beginning(shard, position),
            page_size=share,
        )

    merged = heapq.merge(*map(walk, shards), key=attrgetter(order), reverse=not backward)
    return cut(model, list(islice(merged, size + 1)), size, position, index_name)


def share_of(size: int, shards: int) -> int:
    """How many items of one shard are read at once for a page."""
    return -(-(size + 1) // shards) + (SPARE if shards > 1 else 0)


def _beginning(shard: Mapping[str, str], position: Position | None) -> Key | None:
    """DynamoDB begins behind a key whether an item has it or not."""
    own: dict[str, dict[str, Any]] = {name: {"S": value} for name, value in shard.items()}
    return position.key | own if position else None
