"""Reports of public results, and what comes of them: hidden, taken down, shown again."""

from typing import Any

from splashmy.core.clock import now
from splashmy.core.ids import ResultId
from splashmy.core.records import ConditionFailed
from splashmy.core.reports import AlreadyReported, CannotReportOwn, Reason, hides, told, with_report
from splashmy.core.resources import RESULTS
from splashmy.core.transactions import Transaction, optimistic, transact
from splashmy.identity.caller import SignedIn
from splashmy.results import changes, feed, pending_updates, reviews
from splashmy.results.records import Report, Result, ResultNotFound
from splashmy.results.visibility import own, see

# What each of these takes.
CHANGE = (
    RESULTS.batch_get,
    RESULTS.get,
    RESULTS.query,
    RESULTS.put,
    RESULTS.update,
    RESULTS.delete,
    RESULTS.check,
)


def report(result_id: ResultId, reporter: SignedIn, reason: Reason, text: str) -> None:
    """Once for each user; a result that enough different users reported is hidden."""
    seen = see(result_id, reporter)
    if seen.is_owner:
        raise CannotReportOwn
    _report(own(seen.result.owner_id, result_id), reporter, reason, text)


@optimistic
def _report(found: Result, reporter: SignedIn, reason: Reason, text: str) -> None:
    result = own(found.owner_id, found.id)
    if not result.is_public:
        raise ResultNotFound
    written = Report(
        *Report.key(reporter.id, result.id), reason=reason, text=text, created_at=now()
    )

    def note(transaction: Transaction) -> None:
        transaction.save(written, Report.pk.does_not_exist())

    wanted = with_report(result.reports, result.report_count, reason, text)
    if hides(wanted["report_count"]):
        wanted |= _hidden(result, told("reports", reason))
    try:
        _change(result, wanted | {"in_review": True}, note)
    except ConditionFailed as failed:
        if failed.concerns(Report):
            raise AlreadyReported from None
        raise


@optimistic
def take_down(result_id: ResultId, reason: str) -> Result:
    """Nobody but its owner sees it then; a public one, one in review, or one taken down already."""
    result = reviews.found(result_id)
    wanted = _hidden(result, told("administrator", reason))
    return _change(result, wanted | {"in_review": False})


@optimistic
def restore(result_id: ResultId) -> Result:
    """A person has looked: it is as before it was reported or taken down."""
    result = reviews.found(result_id)
    looked_at = {"in_review": False, "reports": list[Any](), "report_count": 0}
    shown = {"is_public": True} if result.taken_down and result.was_public else {}
    return _change(result, looked_at | shown | {"taken_down": None, "was_public": False})


def _hidden(result: Result, taken_down: dict[str, Any]) -> dict[str, Any]:
    """`was_public` remembers whether it is public again once it is restored."""
    was_public = result.was_public if result.taken_down else result.is_public
    return {"is_public": False, "was_public": was_public, "taken_down": taken_down}


def _change(
    result: Result, wanted: dict[str, Any], also: Any = lambda _transaction: None
) -> Result:
    """Write it with everything that follows from it; the likers' lists follow after."""
    after = Result(**(result.attribute_values | wanted))
    pending = pending_updates.of(after, is_deleted=False)
    moves = result.is_public != after.is_public

    def write(transaction: Transaction) -> None:
        transaction.update(result, _actions(wanted), _unchanged(result))
        reviews.move(transaction, result, after)
        also(transaction)
        if moves:
            transaction.save(pending)
        if moves and after.is_public:
            feed.publish_actions(transaction, [after])
        elif moves:
            feed.withdraw_actions(transaction, after)

    transact(write)
    if moves:
        pending_updates.settle(pending)
    return after


def _actions(wanted: dict[str, Any]) -> list[Any]:
    return [
        getattr(Result, name).remove() if value is None else getattr(Result, name).set(value)
        for name, value in wanted.items()
    ]


def _unchanged(result: Result) -> Any:
    count = int(result.report_count)
    same = Result.report_count == count
    return changes.unchanged(result) & (
        same if count else same | Result.report_count.does_not_exist()
    )
