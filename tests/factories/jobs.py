"""Jobs as a request would have made them, with their quota reserved and no workflow running."""

from typing import Any
from unittest.mock import patch

from splashmy.auth.callers import SignedIn
from splashmy.auth.records import User
from splashmy.processing import jobs
from splashmy.processing.records import Job
from splashmy.processing.requests import CreateJob
from tests.accounts import Account


def a_job(owner: Account, **asked: Any) -> Job:
    request = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low"} | asked
    with patch.object(jobs, "start"):
        return jobs.create(signed_in(owner), CreateJob.model_validate(request))


def signed_in(account: Account) -> SignedIn:
    user = User.get(*User.key(account.id), consistent_read=True)
    return SignedIn(account.id, account.username, session="", groups=frozenset(), user=user)
