"""The local stack is stopped in the middle of a job and started again over what it left."""

from pathlib import Path

from local.api import Api
from local.demo import Account, sign_in
from local.stack import running_stack
from tests.functions.images.tasks import uploads_unnoticed
from tests.functions.images.uploading import announced, png, post_form
from tests.functions.processing.running import StandIn

SLOW = 60  # seconds; longer than the stack needs to stop


def test_a_job_in_the_middle_of_a_restart_ends_with_its_refund(
    local_assembly: Path, tmp_path: Path
) -> None:
    with running_stack(local_assembly, tmp_path) as stack:
        api = _signed_in(stack.api_url)
        StandIn(stack).misbehave("slow", match="lighthouse", seconds=SLOW)
        asked = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low"}
        job = api.post("/processing/jobs/", asked)
        api.until(f"/processing/jobs/{job['id']}/", {"processing"})

    with running_stack(local_assembly, tmp_path) as stack:
        api = _signed_in(stack.api_url)
        found = api.get(f"/processing/jobs/{job['id']}/")
        quota = api.get("/processing/quota/")

    assert (found["status"], found["failure"]["cause"]) == ("failed", "service")
    assert (quota["used"], quota["remaining"]) == (0, 10)


def test_an_upload_that_nobody_heard_of_before_a_restart_is_taken_in(
    local_assembly: Path, tmp_path: Path
) -> None:
    with running_stack(local_assembly, tmp_path) as stack:
        api = _signed_in(stack.api_url)
        with uploads_unnoticed(stack):
            answers = [api.post("/images/upload/", announced(png())) for _ in range(2)]
            post_form(answers[0]["upload"], png())

    with running_stack(local_assembly, tmp_path) as stack:
        api = _signed_in(stack.api_url)
        taken, waiting = (api.get(f"/images/{one['image']['id']}/") for one in answers)

    assert (taken["status"], waiting["status"]) == ("ready", "awaiting_upload")


def _signed_in(api_url: str) -> Api:
    api = Api(api_url)
    sign_in(api, Account())
    return api
