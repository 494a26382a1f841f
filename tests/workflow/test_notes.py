"""What the provider made is noted once, and only while the job waits for it."""

from functools import partial
from typing import Any

import pytest

from splashmy.core.records import ConditionFailed
from splashmy.jobs import outcomes, status
from splashmy.jobs.records import Job
from splashmy.workflow import generate
from tests.factories.jobs import a_job
from tests.meanwhile import before
from tests.users import Accounts

FIRST: dict[str, Any] = {"count": 1}
SECOND: dict[str, Any] = {"count": 2}


def test_of_two_workers_at_once_the_first_note_stays(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = accounts.new()
    job = a_job(ana)
    before(monkeypatch, Job, "update", partial(generate._note, job, FIRST))

    with pytest.raises(ConditionFailed):
        generate._note(job, SECOND)

    assert status.read(ana.id, job.id).made == FIRST


def test_a_job_that_is_cancelled_meanwhile_gets_no_note(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = accounts.new()
    job = a_job(ana)
    before(monkeypatch, Job, "update", partial(outcomes.cancel, job))

    with pytest.raises(ConditionFailed):
        generate._note(job, FIRST)

    assert status.read(ana.id, job.id).made is None
