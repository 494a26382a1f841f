"""What an endpoint or a task is: the only framework code, a thin declaration on Powertools."""

from splashmy.core.lists import Page
from splashmy.web.callers import (
    AccessToken,
    Admin,
    Caller,
    NewId,
    ResponseHeaders,
    SourceAddress,
    Visitor,
)
from splashmy.web.cursors import PageQuery
from splashmy.web.endpoint import Endpoint, endpoint
from splashmy.web.envelope import ABSENT, Id, RequestModel, ResponseModel, Sentence, UpdateModel
from splashmy.web.queries import Digits, Flag
from splashmy.web.task import SweepTick, Task, Tick, task

__all__ = [
    "ABSENT",
    "AccessToken",
    "Admin",
    "Caller",
    "Digits",
    "Endpoint",
    "Flag",
    "Id",
    "NewId",
    "Page",
    "PageQuery",
    "RequestModel",
    "ResponseHeaders",
    "ResponseModel",
    "Sentence",
    "SourceAddress",
    "SweepTick",
    "Task",
    "Tick",
    "UpdateModel",
    "Visitor",
    "endpoint",
    "task",
]
