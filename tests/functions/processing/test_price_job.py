from uuid import uuid4

from functions.processing.get_quota.handler import handler as get_quota
from functions.processing.list_jobs.handler import handler as list_jobs
from functions.processing.price_job.handler import handler as price_job
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.factories.templates import a_template
from tests.functions.processing.running import started
from tests.users import Accounts


def test_the_price_is_the_ceiling_of_the_job_and_starts_nothing(
    client: Client, accounts: Accounts, catalogue: None
) -> None:
    from splashmy.styles import catalogue as styles

    ana = accounts.new()
    style = next(one.style for one in styles.current().offered if not one.style.is_premium)
    asked = {
        "job_type": "style_transfer",
        "original_image_id": a_ready_image(ana).id,
        "style_id": style.id,
        "n": 2,
    }

    answer = client.call(price_job, caller=ana, body=asked)

    assert client.call(list_jobs, caller=ana).results == []
    assert client.call(get_quota, caller=ana).data["used"] == 0
    job = started(client, ana, **asked, prompt="", quality=None)
    assert answer.data == {
        "price_ceiling": job["price_ceiling"],
        "images_count": 2,
        "model": job["model"],
    }


def test_the_words_of_a_template_are_counted(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    asked = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low"}
    template = a_template(
        ana, job_type="generation", prompt_template="{original_prompt}" + "!" * 99
    )

    short, long = (
        client.call(price_job, caller=ana, body=asked | more)
        for more in ({}, {"template_id": template.id})
    )

    assert float(long.data["price_ceiling"]) > float(short.data["price_ceiling"])


def test_what_no_job_could_be_made_of_has_no_price(client: Client) -> None:
    asked = {"job_type": "edit", "prompt": "Snow", "original_image_id": str(uuid4())}

    answer = client.call(price_job, caller="ana", body=asked)

    assert (answer.status, answer.code) == (404, "image_not_found")
