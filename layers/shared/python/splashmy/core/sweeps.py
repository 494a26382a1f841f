"""Work that a schedule finds in a list: an item that breaks or hangs keeps no other waiting.

Each item is handled by itself, within a time of its own. A failure is counted on the item, which
then waits behind all that failed less often. After `MOST_FAILURES` it is given up and set aside:
no run looks at it again until an operator asks for that (`set_aside_too`); see
docs/runbooks/work-set-aside.md.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel
from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import AttributeDeserializationError
from pynamodb.expressions.update import Action

from splashmy.core import deadline, metrics
from splashmy.core.aws_errors import is_unavailable
from splashmy.core.deadline import OutOfTime
from splashmy.core.log import logger
from splashmy.core.records import ConditionFailed, Record

MOST_FAILURES = 5
TO_REPORT = 10  # seconds at the end of a run in which no item is begun


class SweptRecord(Record):
    """Says that there is work to do; whoever has done it removes the record."""

    pk: Any
    sk: Any
    failures = NumberAttribute(null=True)


T = TypeVar("T")
W = TypeVar("W", bound=SweptRecord)


class Report(BaseModel):
    """What a run did.

    `done` items needed something and got it, `not_due` ones needed nothing yet. `failed` ones are
    tried again by the next runs, `set_aside` ones are not. `out_of_time`: more was left to do.
    """

    done: int = 0
    not_due: int = 0
    failed: int = 0
    set_aside: int = 0
    out_of_time: bool = False


@dataclass(frozen=True, kw_only=True)
class Sweep(Generic[W]):
    """`handle` says whether there was something to do. `give_up` ends what could not be done in the
    best way that is left, and says whether it did: then nothing is left to the operator. One item
    gets `seconds`; what takes longer goes on in the next run, if it asks `deadline.is_near`.
    """

    name: str
    handle: Callable[[W], bool]
    give_up: Callable[[W], bool] = lambda _: False
    seconds: float = 60
    report: Report = field(default_factory=Report)

    def run(self, lists: Iterable[Iterable[W]], *, set_aside_too: bool = False) -> Report:
        """Those that never failed first, as they come; then the others, fewest failures first."""
        failed_before = []
        for item in self._readable(lists):
            if not item.failures:
                self._take(item)
            elif item.failures < MOST_FAILURES or set_aside_too:
                failed_before.append(item)
            else:
                self.report.set_aside += 1
            if self.report.out_of_time:
                break
        for item in sorted(failed_before, key=lambda one: one.failures):
            self._take(item)
        return self._reported()

    def _readable(self, lists: Iterable[Iterable[W]]) -> Iterator[W]:
        """A record that cannot be read is one for the operator, and keeps no other waiting."""
        for items in map(iter, lists):
            while True:
                try:
                    yield next(items)
                except StopIteration:
                    break
                except AttributeDeserializationError:
                    logger.exception("Work cannot be read", sweep=self.name)
                    self.report.set_aside += 1

    def _take(self, item: W) -> None:
        if deadline.remaining() < self.seconds + TO_REPORT:
            self.report.out_of_time = True
            return
        try:
            with deadline.within(self.seconds):
                was_due = self.handle(item)
        except Exception as error:  # noqa: BLE001 whatever it is, it is this item's
            logger.exception("Work failed", sweep=self.name, list=item.pk, item=item.sk)
            self._failed(item, error)
            return
        self.report.done += was_due
        self.report.not_due += not was_due
        if item.failures:
            _note_failures(item, 0)

    def _failed(self, item: W, error: Exception) -> None:
        """While AWS is busy or out of reach nothing is given up: that is not the item's fault."""
        failures = int(item.failures or 0) + 1
        if is_unavailable(error) and not isinstance(error, OutOfTime):
            failures = min(failures, MOST_FAILURES - 1)
        if failures >= MOST_FAILURES and self._give_up(item):
            _note_failures(item, 0)
            return
        self.report.failed += failures < MOST_FAILURES
        _note_failures(item, failures)

    def _give_up(self, item: W) -> bool:
        self.report.set_aside += 1
        logger.error("Work is set aside", sweep=self.name, list=item.pk, item=item.sk)
        try:
            return self.give_up(item)
        except Exception:  # noqa: BLE001 then it is left to the operator
            logger.exception("Work could not be given up", sweep=self.name, item=item.sk)
            return False

    def _reported(self) -> Report:
        logger.info("Swept", sweep=self.name, report=self.report.model_dump())
        if self.report.set_aside:
            metrics.record(metrics.WORK_SET_ASIDE, self.report.set_aside)
        return self.report


def each(name: str, items: Iterable[T], handle: Callable[[T], object]) -> int:
    """For things that come anew with every run, and count no failures; how many went well."""
    done = 0
    for item in items:
        try:
            handle(item)
        except Exception:  # noqa: BLE001 whatever it is, it is this item's
            logger.exception("Work failed", sweep=name, item=str(item))
        else:
            done += 1
    return done


def _note_failures(item: SweptRecord, failures: int) -> None:
    """Unless it is done and gone meanwhile."""
    kind = type(item)
    noted: list[Action] = [kind.failures.set(failures) if failures else kind.failures.remove()]
    with suppress(ConditionFailed):
        kind(item.pk, item.sk).update(noted, kind.pk.exists())
