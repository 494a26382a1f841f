"""The local stack is stopped in the middle of a job and started again over what it left."""

from pathlib import Path

from local.demo import Account, sign_in
from local.lifetime import wait_until
from local.stack import running_stack
from splashmy_client import Client, operations
from tests.functions.images.tasks import uploads_unnoticed
from tests.functions.images.uploading import png
from tests.functions.processing.running import StandIn

PATIENCE = 60  # seconds
NEVER_SENT = operations.images_create_upload(filename="never.png", content_type="image/png", size=1)
SLOW = 60  # seconds; longer than the stack needs to stop


def test_a_job_in_the_middle_of_a_restart_ends_with_its_refund(
    local_assembly: Path, tmp_path: Path
) -> None:
    with running_stack(local_assembly, tmp_path) as stack:
        StandIn(stack).misbehave("slow", match="lighthouse", seconds=SLOW)
        with _signed_in(stack.api_url) as client:
            job = client.generate("A lighthouse", quality="low")
            assert wait_until(lambda: job.refresh().status == "processing", SLOW)

    with running_stack(local_assembly, tmp_path) as stack, _signed_in(stack.api_url) as client:
        # What the last run left is taken up behind the start.
        wait_until(lambda: client.job(job.id).info.status == "failed", PATIENCE)
        found, quota = client.job(job.id).info, client.quota()

    assert (found.status, found.failure and found.failure.cause) == ("failed", "service")
    assert (quota.used, quota.remaining) == (0, 10)


def test_an_upload_that_nobody_heard_of_before_a_restart_is_taken_in(
    local_assembly: Path, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.png"
    photo.write_bytes(png())
    with (
        running_stack(local_assembly, tmp_path) as stack,
        _signed_in(stack.api_url) as client,
        uploads_unnoticed(stack),
    ):
        taken = client.upload(photo)
        waiting = client.send(NEVER_SENT).image

    with running_stack(local_assembly, tmp_path) as stack, _signed_in(stack.api_url) as client:
        # What the last run left is taken up behind the start.
        wait_until(lambda: client.image(taken.id).info.status == "ready", PATIENCE)
        found = [client.image(one).info.status for one in (taken.id, waiting.id)]

    assert found == ["ready", "awaiting_upload"]


def _signed_in(api_url: str) -> Client:
    client = Client(api_url)
    sign_in(client, Account())
    return client
