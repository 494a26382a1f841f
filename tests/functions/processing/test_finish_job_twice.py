import pytest

from functions.processing.get_job.handler import handler as get_job
from functions.processing.get_quota.handler import handler as get_quota
from functions.processing.get_stats.handler import handler as get_stats
from local.stack import Stack
from splashmy.core.records import Record
from splashmy.identity.records import User
from splashmy.images.records import Image
from splashmy.jobs import outcomes
from tests.client import Client
from tests.factories.jobs import a_stored_job
from tests.functions.processing.running import step
from tests.users import Accounts

STEP = "finish_job"


def test_a_job_is_settled_once(
    stack: Stack, client: Client, accounts: Accounts, catalogue: None
) -> None:
    ana = accounts.new()
    job = a_stored_job(ana)

    for _ in range(2):
        step(stack, STEP, job)

    assert client.call(get_job, caller=ana, job_id=job.id).data["status"] == "completed"
    assert client.call(get_quota, caller=ana).data["used"] == 1
    assert client.call(get_stats, caller=ana).data["by_status"]["completed"] == 1
    assert User.get(*User.key(ana.id)).processing_count == 1
    assert Image.get(*Image.key(ana.id, job.original_image_id)).processed_count == 1


def test_a_photo_that_is_purged_meanwhile_keeps_no_job_from_completing(
    client: Client, accounts: Accounts, catalogue: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = accounts.new()
    job = a_stored_job(ana)
    exists = outcomes._exists

    def before_a_purge(model: type[Record], key: tuple[str, str]) -> bool:
        found = exists(model, key)
        if model is Image and found:
            Image(*key).delete()
        return found

    monkeypatch.setattr(outcomes, "_exists", before_a_purge)

    outcomes.complete(job)

    assert client.call(get_job, caller=ana, job_id=job.id).data["status"] == "completed"
    assert not exists(Image, Image.key(ana.id, job.original_image_id))
