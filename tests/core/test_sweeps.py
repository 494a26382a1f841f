"""Which work is done first, what is given up, and when a run stops; without a stack."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError
from pynamodb.attributes import UnicodeAttribute
from pynamodb.exceptions import AttributeDeserializationError

from splashmy.core import deadline, sweeps
from splashmy.core.deadline import OutOfTime
from splashmy.core.resources import JOBS
from splashmy.core.sweeps import MOST_FAILURES, Report, Sweep, SweptRecord


class Work(SweptRecord):
    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


class Runs:
    """Of one sweep over a list, whose items keep what is noted on them."""

    def __init__(self, **failures: int) -> None:
        self.items = [Work("LIST", name, failures=count) for name, count in failures.items()]
        self.handled: list[str] = []

    def run(self, handle: Callable[[str], Any] = lambda _: True, **more: Any) -> Report:
        def handle_item(item: Work) -> bool:
            self.handled.append(item.sk)
            return bool(handle(item.sk))

        options = {"set_aside_too": more.pop("set_aside_too", False)}
        return Sweep(name="test", handle=handle_item, **more).run([self.items], **options)

    def failures(self, name: str) -> Any:
        return next(one.failures for one in self.items if one.sk == name)


@pytest.fixture(autouse=True)
def noted(monkeypatch: pytest.MonkeyPatch) -> None:
    def note(item: Work, failures: int) -> None:
        item.failures = failures

    monkeypatch.setattr(sweeps, "_note_failures", note)


def breaks(*names: str, by: Exception | None = None) -> Callable[[str], bool]:
    def handle(name: str) -> bool:
        if name in names:
            raise by or ValueError(name)
        return True

    return handle


def test_what_breaks_keeps_no_other_waiting() -> None:
    runs = Runs(a=0, b=0, c=0)

    report = runs.run(breaks("a", "b"))

    assert report == Report(done=1, failed=2)
    assert runs.handled == ["a", "b", "c"]


def test_what_failed_before_waits_behind_all_that_failed_less_often() -> None:
    runs = Runs(a=3, b=1, c=0)

    runs.run()

    assert runs.handled == ["c", "b", "a"]


def test_what_fails_again_and_again_is_given_up_once_and_then_left_alone() -> None:
    runs, given_up = Runs(a=0, b=0), []

    reports = [runs.run(breaks("a"), give_up=lambda one: given_up.append(one.sk)) for _ in range(7)]

    assert given_up == ["a"]
    assert runs.handled.count("a") == MOST_FAILURES
    assert [one.failed for one in reports] == [1, 1, 1, 1, 0, 0, 0]
    assert [one.set_aside for one in reports] == [0, 0, 0, 0, 1, 1, 1]


def test_what_giving_up_has_ended_is_not_set_aside_any_longer() -> None:
    runs = Runs(a=MOST_FAILURES - 1)

    report = runs.run(breaks("a"), give_up=lambda _: True)

    assert (report.set_aside, runs.failures("a")) == (1, 0)


def test_what_cannot_even_be_given_up_is_set_aside() -> None:
    runs = Runs(a=MOST_FAILURES - 1, b=0)

    def give_up(_: Work) -> bool:
        raise ValueError

    report = runs.run(breaks("a"), give_up=give_up)

    assert report == Report(done=1, set_aside=1)
    assert runs.failures("a") == MOST_FAILURES


def test_an_operator_may_ask_for_what_was_set_aside() -> None:
    runs = Runs(a=MOST_FAILURES)

    report = runs.run(set_aside_too=True)

    assert report == Report(done=1)
    assert runs.failures("a") == 0


def test_nothing_is_given_up_while_aws_is_out_of_reach() -> None:
    runs = Runs(a=0)

    reports = [
        runs.run(breaks("a", by=ReadTimeoutError(endpoint_url="")), give_up=lambda _: True)
        for _ in range(9)
    ]

    assert [one.failed for one in reports] == [1] * 9


def test_what_takes_longer_than_its_own_time_counts_as_failed() -> None:
    runs = Runs(a=MOST_FAILURES - 1)

    report = runs.run(breaks("a", by=OutOfTime()))

    assert report.set_aside == 1


def test_an_item_gets_its_own_time_and_the_run_stops_in_time() -> None:
    runs, given = Runs(a=0, b=0), []

    with deadline.within(100):
        report = runs.run(lambda _: given.append(deadline.remaining()), seconds=30)
        late = runs.run(seconds=95)

    assert all(29 < one <= 30 for one in given)
    assert (report.not_due, report.out_of_time) == (2, False)
    assert late == Report(out_of_time=True)


def test_a_record_that_cannot_be_read_keeps_no_other_waiting() -> None:
    class Records:
        """As PynamoDB's results are: after an error they go on."""

        def __init__(self) -> None:
            self.left: list[Any] = [AttributeDeserializationError("sk", "N"), Work("LIST", "b")]

        def __iter__(self) -> "Records":
            return self

        def __next__(self) -> Work:
            if not self.left:
                raise StopIteration
            item = self.left.pop(0)
            if isinstance(item, Exception):
                raise item
            return Work(item.pk, item.sk)

    report = Sweep[Work](name="test", handle=lambda _: True).run([Records(), [Work("LIST", "c")]])

    assert report == Report(done=2, set_aside=1)


def test_things_without_a_record_are_isolated_too() -> None:
    def things() -> Iterable[str]:
        yield from "abc"

    assert sweeps.each("test", things(), breaks("b")) == 2
