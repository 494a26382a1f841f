"""Jobs as a request would have made them, with their quota reserved and no workflow running."""

from typing import Any

from splashmy.auth.callers import SignedIn
from splashmy.auth.records import User
from splashmy.ids import now
from splashmy.processing import jobs, stored, storing, transitions
from splashmy.processing.records import Job
from splashmy.processing.requests import CreateJob
from splashmy.styles import catalogue
from tests.accounts import Account
from tests.factories.images import a_ready_image, picture


def a_job(owner: Account, **asked: Any) -> Job:
    request = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low"} | asked
    return jobs.reserve(signed_in(owner), CreateJob.model_validate(request))


def a_stylish_job(owner: Account) -> Job:
    style = next(one.style for one in catalogue.current().offered if not one.style.is_premium)
    image = a_ready_image(owner)
    return a_job(owner, job_type="style_transfer", style_id=style.id, original_image_id=image.id)


def a_made_job(owner: Account, job: Job | None = None) -> Job:
    """Its picture is made, but not yet stored as a result."""
    job = job or a_job(owner)
    transitions.move(job, "moderating")
    transitions.move(job, "processing", actions=lambda _: [Job.started_at.set(now())])
    stored.put(stored.original_key(job, 0, "png"), picture(), "png")
    usage = {"input_tokens": 10, "output_tokens": 196}
    made = {"count": 1, "format": "png", "quality": "low", "background": "opaque", "usage": usage}
    job.update([Job.made.set(made)])
    return job


def a_stored_job(owner: Account) -> Job:
    """A style transfer whose result is stored, but which is not completed."""
    job = a_made_job(owner, a_stylish_job(owner))
    storing.store(job)
    return job


def signed_in(account: Account) -> SignedIn:
    user = User.get(*User.key(account.id), consistent_read=True)
    return SignedIn(account.id, account.username, session="", groups=frozenset(), user=user)
