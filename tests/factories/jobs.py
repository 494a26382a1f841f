"""Jobs as a request would have made them, with their quota reserved and no workflow running."""

from typing import Any

from splashmy.core.clock import now
from splashmy.core.ids import JobId, new_id
from splashmy.identity.caller import SignedIn
from splashmy.identity.records import User
from splashmy.jobs import create, object_keys, status
from splashmy.jobs.records import Job
from splashmy.jobs.schemas import CreateJob
from splashmy.styles import catalogue
from splashmy.workflow import finish
from tests.factories.images import a_ready_image, picture
from tests.users import Account


def a_job(owner: Account, **asked: Any) -> Job:
    request = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low"} | asked
    return create.reserve(signed_in(owner), CreateJob.model_validate(request), new_id(JobId))


def a_stylish_job(owner: Account, **asked: Any) -> Job:
    style = next(one.style for one in catalogue.read().offered if not one.style.is_premium)
    image = a_ready_image(owner)
    of_style = {"job_type": "style_transfer", "style_id": style.id, "original_image_id": image.id}
    return a_job(owner, **{**of_style, **asked})


def a_made_job(owner: Account, job: Job | None = None) -> Job:
    """Its picture is made, but not yet stored as a result."""
    job = job or a_job(owner)
    status.move(job, "moderating")
    status.move(job, "processing", actions=lambda _: [Job.started_at.set(now())])
    object_keys.put(object_keys.original_key(job, 0, "png"), picture(), "png")
    usage = {"input_tokens": 10, "output_tokens": 196}
    made = {"count": 1, "format": "png", "quality": "low", "background": "opaque", "usage": usage}
    job.update([Job.made.set(made)])
    return job


def a_stored_job(owner: Account) -> Job:
    """A style transfer whose result is stored, but which is not completed."""
    job = a_made_job(owner, a_stylish_job(owner))
    finish.store(job)
    return job


def signed_in(account: Account) -> SignedIn:
    user = User.get(*User.key(account.id), consistent_read=True)
    return SignedIn(account.id, account.username, session="", groups=frozenset(), user=user)
