"""Whether every list holds what it should, and every count is right; expected: no drift."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from splashmy.core import metrics
from splashmy.core.log import logger
from splashmy.core.resources import IMAGES, client
from splashmy.core.sweeps import each
from splashmy.images import changes, lists, vocabulary
from splashmy.images.records import Entry, Image, ImageNotFound, Tally


@dataclass
class Survey:
    """The length of every list: as the images say, as it is, and as its tally says.

    Of the list of all of a user's images also the bytes, twice.
    """

    expected: Counter[str] = field(default_factory=Counter)
    listed: Counter[str] = field(default_factory=Counter)
    counted: Counter[str] = field(default_factory=Counter)
    charged: Counter[str] = field(default_factory=Counter)
    counted_bytes: Counter[str] = field(default_factory=Counter)
    half_listed: list[Image] = field(default_factory=list)
    stored_bytes: int = 0

    @property
    def drifted(self) -> set[str]:
        names = self.expected.keys() | self.listed.keys() | self.counted.keys()
        return {name for name in names if self._drifts(name)}

    def _drifts(self, name: str) -> bool:
        if self.expected[name] != self.listed[name]:
            return True
        if self.charged[name] != self.counted_bytes[name]:
            return True
        return not name.startswith(lists.UNCOUNTED) and self.listed[name] != self.counted[name]


def finish() -> None:
    """End what broke off, and tidy the vocabulary."""
    half_listed = list(Entry.query(lists.HALF_LISTED, consistent_read=True))
    each("half-listed images", half_listed, _finish_entry)
    each("unused tags", vocabulary.unused(), vocabulary.forget)


def _finish_entry(entry: Entry) -> None:
    try:
        changes.change(entry.owner_id, entry.sk, lambda _: None, deleted_too=True)
    except ImageNotFound:  # purged or erased meanwhile
        entry.delete()


def report() -> list[str]:
    """Read the whole table, and say which lists drifted.

    A list counts as drifted if it is so twice: between two reads of the table it may be moving.
    """
    first = survey_all()
    each("half-listed images", first.half_listed, _finish)
    drifted = sorted(first.drifted & survey_all().drifted) if first.drifted else []
    for name in drifted:
        logger.error("A list of images drifted", extra={"list": name})
    metrics.record(metrics.IMAGE_LIST_DRIFT, len(drifted))
    metrics.record(metrics.STORED_BYTES, first.stored_bytes)
    return drifted


def _finish(image: Image) -> None:
    changes.change(image.owner_id, image.id, lambda _: None, deleted_too=True)


def survey_all() -> Survey:
    """Takes time, read units and memory with every image that there is."""
    survey = Survey()
    for item in _items():
        _note(survey, item)
    return survey


def _items() -> Iterator[dict[str, Any]]:
    """The whole table: only a schedule may do this."""
    pages = client("dynamodb", read_timeout=3).get_paginator("scan")
    for page in pages.paginate(TableName=IMAGES.id, ConsistentRead=True):
        yield from page["Items"]


def _note(survey: Survey, item: dict[str, Any]) -> None:
    pk, sk = item["pk"]["S"], item["sk"]["S"]
    if sk.startswith("IMAGE#"):
        image = Image.from_raw_data(item)
        survey.expected.update(lists.of(image))
        if image.pending_lists:
            survey.expected[lists.HALF_LISTED] += 1
            survey.half_listed.append(image)
        survey.stored_bytes += int(image.stored_bytes)
        survey.charged[lists.of_user(image.owner_id)] += changes.charged(image)
    elif pk == vocabulary.ALL:
        survey.expected[pk] += 1
        survey.listed[pk] += 1
    elif sk.startswith("TALLY#"):
        tally, name = Tally.from_raw_data(item), sk.removeprefix("TALLY#")
        survey.counted[name] = int(tally.length)
        survey.counted_bytes[name] = int(tally.stored_bytes)
    elif "owner_id" in item:
        survey.listed[Entry.from_raw_data(item).pk] += 1
