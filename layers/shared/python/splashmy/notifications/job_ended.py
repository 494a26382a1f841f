"""The event that a job ended, as EventBridge delivers it."""

from typing import Literal

from pydantic import BaseModel

from splashmy.core.ids import JobId, UserId


class Ended(BaseModel):
    owner_id: UserId
    job_id: JobId
    status: Literal["completed", "failed"]


class JobEnded(BaseModel):
    detail: Ended
