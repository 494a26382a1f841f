"""POST /processing/results/{result_id}/report"""

from splashmy.core.ids import ResultId
from splashmy.core.reports import AlreadyReported, CannotReportOwn
from splashmy.results import takedowns
from splashmy.results.records import ResultNotFound
from splashmy.results.schemas import ReportContent, Reported
from splashmy.web import Caller, Id, endpoint


@endpoint(
    "POST",
    "/processing/results/{result_id}/report",
    message="Report received. A person will look at it.",
    grants=takedowns.CHANGE,
    errors=[ResultNotFound, CannotReportOwn, AlreadyReported],
    timeout=29,
)
def handler(result_id: Id[ResultId], body: ReportContent, caller: Caller) -> Reported:
    """Report a public result of somebody else to the administrators, once.

    What several users reported is hidden until an administrator has looked at it.
    """
    takedowns.report(result_id, caller, body.reason, body.text)
    return Reported(id=result_id, reason=body.reason)
