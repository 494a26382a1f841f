"""What is measured: seven of the API's functions and two tasks, each with an event and its records.

The lists are of 19 and 20 things, as a page is; the style is asked for by somebody signed in, whose
token a public route reads by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from functions.auth.get_profile.handler import handler as get_profile
from functions.images.list_images.handler import handler as list_images
from functions.processing.create_job.handler import handler as create_job
from functions.processing.get_job.handler import handler as get_job
from functions.processing.list_public_results.handler import handler as list_public_results
from functions.styles.get_style.handler import handler as get_style
from functions.styles.list_styles.handler import handler as list_styles
from splashmy.styles import catalogue
from splashmy.workflow import finish
from tests.budgets.in_process import event
from tests.factories.images import a_ready_image
from tests.factories.jobs import a_job, a_stored_job
from tests.factories.results import a_result
from tests.users import Account

IMAGES, RESULTS = 19, 20
A_JOB = {"job_type": "generation", "prompt": "A lighthouse at dusk", "quality": "low"}

Event = dict[str, Any]


@dataclass(frozen=True)
class Scenario:
    """`event` makes the records that the function will find, and says what it is called with."""

    function: str
    what: str
    event: Callable[[Account], Event]

    @property
    def folder(self) -> str:
        """Below functions/."""
        return self.function.replace("-", "/")


def _images(ana: Account) -> Event:
    for _ in range(IMAGES):
        a_ready_image(ana)
    return event(list_images, caller=ana)


def _job(ana: Account) -> Event:
    job = a_stored_job(ana)
    finish.finish(job)
    return event(get_job, caller=ana, job_id=job.id)


def _style(ana: Account) -> Event:
    style = catalogue.read().offered[0].style
    asked = event(get_style, style_id=style.id)
    asked["headers"]["authorization"] = f"Bearer {ana.access_token}"
    return asked


def _public_results(ana: Account) -> Event:
    for _ in range(RESULTS):
        a_result(ana, is_public=True)
    return event(list_public_results)


def _made(ana: Account) -> Event:
    return event(create_job, caller=ana, body=A_JOB)


def _prepared(ana: Account) -> Event:
    job = a_job(ana)
    return {"owner_id": job.owner_id, "job_id": job.id}


SCENARIOS = (
    Scenario("auth-get_profile", "one record", lambda ana: event(get_profile, caller=ana)),
    Scenario("images-list_images", f"{IMAGES} images, {2 * IMAGES} signed URLs", _images),
    Scenario("processing-get_job", "a job with its pictures", _job),
    Scenario("styles-list_styles", "a page, of nobody", lambda _: event(list_styles)),
    Scenario("styles-get_style", "one style, with a token", _style),
    Scenario("processing-list_public_results", f"{RESULTS} results, of nobody", _public_results),
    Scenario("processing-create_job", "the main act", _made),
    Scenario("processing-prepare_job", "a step of every job", _prepared),
    Scenario("processing-update_processing_stats", "a schedule", lambda _: {}),
)
