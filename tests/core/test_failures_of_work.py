"""Where failures of work are counted, in DynamoDB."""

from pynamodb.attributes import UnicodeAttribute

from local.stack import Stack
from splashmy.core.ids import new_id
from splashmy.core.resources import JOBS
from splashmy.core.sweeps import Report, Sweep, SweptRecord


class Work(SweptRecord):
    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


def breaks(item: Work) -> bool:
    raise ValueError(item.sk)


def test_a_failure_is_counted_on_what_failed(stack: Stack) -> None:
    work = Work(f"LIST#{new_id(str)}", "a")
    work.save()

    for _ in range(2):
        work.refresh(consistent_read=True)
        Sweep(name="test", handle=breaks).run([[work]])

    work.refresh(consistent_read=True)
    assert work.failures == 2
    work.delete()


def test_what_somebody_else_ended_meanwhile_does_not_come_back(stack: Stack) -> None:
    gone = Work(f"LIST#{new_id(str)}", "a")

    report = Sweep(name="test", handle=breaks).run([[gone]])

    assert report == Report(failed=1)
    assert list(Work.query(gone.pk, consistent_read=True)) == []
