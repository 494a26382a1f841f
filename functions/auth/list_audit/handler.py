"""GET /auth/audit"""

from datetime import datetime
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from splashmy.core.ids import AuditId, UserId
from splashmy.core.resources import USERS
from splashmy.identity import audit
from splashmy.identity.audit import AuditEntry
from splashmy.web import Admin, Page, PageQuery, ResponseModel, endpoint


class AuditQuery(PageQuery):
    pass


class Administrator(ResponseModel):
    id: UserId
    username: str


class AuditAnswer(ResponseModel):
    """`action` is a method and a path of this API, `details` what was sent, as text.

    `http_status` is that of the answer; null of an act that broke off, or that is under way.
    """

    id: AuditId
    administrator: Administrator
    action: str
    target_id: str | None
    reason: str | None
    details: dict[str, str]
    http_status: int | None
    created_at: datetime


@endpoint("GET", "/auth/audit", grants=[USERS.query, USERS.batch_get])
def handler(query: Annotated[AuditQuery, Query()], admin: Admin) -> Page[AuditAnswer]:
    """List what administrators did, newest first; it is kept for 400 days, and never changed."""
    return audit.page(size=query.page_size, position=query.position).map(_answer)


def _answer(entry: AuditEntry) -> AuditAnswer:
    return AuditAnswer(
        id=entry.id,
        administrator=Administrator(id=entry.administrator_id, username=entry.administrator),
        action=entry.action,
        target_id=entry.target_id,
        reason=entry.reason,
        details=entry.details,
        http_status=int(entry.status) if entry.status else None,
        created_at=entry.created_at,
    )
