"""The lists of one user's results: which hold a result, how long each is, and their pages."""

from collections import Counter
from collections.abc import Iterable

from splashmy.core.ids import ImageId, JobId, StyleId, UserId
from splashmy.core.lists import Page, length_of, read_page
from splashmy.core.records import Position, query_slice, read_together
from splashmy.core.transactions import Transaction
from splashmy.results.records import Count, ListEntry, Result

FAVORITE = "#FAVORITE"
ALL = "RESULTS"
PROCESSED = "PROCESSED"


def of_job(job_id: JobId) -> str:
    return f"JOB#{job_id}"


def processed(image_id: ImageId | None, style_id: StyleId | None) -> str:
    """The results that came from an image, or from this one, or in this style."""
    chosen = [f"IMAGE#{image_id}"] if image_id else []
    chosen += [f"STYLE#{style_id}"] if style_id else []
    return "#".join(chosen) or PROCESSED


def holding(result: Result) -> list[str]:
    """Every list that holds a result."""
    names = plain(result)
    return [*names, *favorites_of(names)] if result.is_favorite else names


def plain(result: Result) -> list[str]:
    names = [ALL, of_job(result.job_id)]
    image, style = result.original_image_id, result.style_id
    if image:
        chosen = {(None, None), (image, None), (None, style), (image, style)}
        names += sorted({processed(*pair) for pair in chosen})
    return names


def favorites_of(names: Iterable[str]) -> list[str]:
    return [f"{name}{FAVORITE}" for name in names]


def enter(transaction: Transaction, results: list[Result]) -> None:
    """Put new results of one owner into their lists."""
    for result in results:
        for name in holding(result):
            add(transaction, result, name)
    lengths = Counter(name for result in results for name in holding(result))
    for name, grown in lengths.items():
        lengthen(transaction, results[0].pk, name, grown)


def leave(transaction: Transaction, result: Result, names: list[str]) -> None:
    for name in names:
        if name != ALL:
            transaction.delete(ListEntry(_list(result.pk, name), result.id))
        lengthen(transaction, result.pk, name, -1)


def join(transaction: Transaction, result: Result, names: list[str]) -> None:
    for name in names:
        add(transaction, result, name)
        lengthen(transaction, result.pk, name, 1)


def add(transaction: Transaction, result: Result, name: str) -> None:
    """The list of all results needs no entries: it is the results themselves."""
    if name != ALL:
        transaction.save(ListEntry(_list(result.pk, name), result.id))


def lengthen(transaction: Transaction, pk: str, name: str, by: int) -> None:
    transaction.update(Count(*counter(pk, name)), actions=[Count.length.add(by)])


def counter(pk: str, name: str) -> tuple[str, str]:
    return pk, f"COUNT#{name}"


def page(
    owner_id: UserId, name: str, *, favorites: bool, size: int, position: Position | None
) -> Page[Result]:
    """One Query for the entries, one call for the results and the length."""
    pk = f"USER#{owner_id}"
    name = f"{name}{FAVORITE}" if favorites else name
    if name == ALL:
        return _all(pk, size, position)
    return read_page(
        ListEntry,
        _list(pk, name),
        counter=(Count, counter(pk, name)),
        place=lambda entry: (Result, Result.key(owner_id, entry.sk)),
        size=size,
        position=position,
    )


def _all(pk: str, size: int, position: Position | None) -> Page[Result]:
    found = query_slice(
        Result,
        pk,
        range_key_condition=Result.sk.startswith("RESULT#"),
        size=size,
        position=position,
        consistent=True,
    )
    (count,) = read_together((Count, counter(pk, ALL)))
    return Page(found.records, length_of(count), found.next, found.previous)


def _list(pk: str, name: str) -> str:
    return f"{pk}#{name}"
