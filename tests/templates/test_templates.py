"""Jobs that are made with a template."""

import pytest

from functions.processing.create_job.handler import handler as create_job
from functions.processing.list_templates.handler import handler as list_templates
from splashmy.core.ids import TemplateId
from splashmy.core.records import ConditionFailed
from splashmy.core.transactions import transact
from splashmy.jobs.records import Job
from splashmy.styles import catalogue as styles
from splashmy.templates import rules
from splashmy.templates.records import Template, TemplateCount
from tests.client import Answer, Client
from tests.factories.images import a_ready_image
from tests.factories.jobs import a_job
from tests.factories.templates import a_template
from tests.users import Account, Accounts


def job_with(client: Client, caller: Account, template_id: TemplateId) -> Answer:
    asked = {"job_type": "generation", "prompt": "a lighthouse", "template_id": template_id}
    return client.call(create_job, caller=caller, body=asked)


def test_a_template_gives_words_and_defaults_and_counts_its_use(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    defaults = {"quality": "low", "output_format": "webp"}
    template = a_template(ana, default_parameters=defaults)

    response = job_with(client, ana, template.id)

    job = Job.get(*Job.key(ana.id, response.data["id"]))
    assert (response.status, job.template_id) == (202, template.id)
    assert job.final_prompt == "An oil painting of a lighthouse"
    assert job.effective_parameters | defaults == job.effective_parameters
    (shown,) = [
        one for one in client.call(list_templates, caller=ana).results if one["id"] == template.id
    ]
    assert shown["usage_count"] == 1


def test_the_style_is_put_around_the_template(accounts: Accounts, catalogue: None) -> None:
    ana = accounts.new()
    template = a_template(ana, job_type="style_transfer", prompt_template="<{original_prompt}>")
    style = next(one.style for one in styles.read().offered if not one.style.is_premium)
    image = a_ready_image(ana)

    job = a_job(
        ana,
        job_type="style_transfer",
        style_id=style.id,
        original_image_id=image.id,
        template_id=template.id,
    )

    assert "<A lighthouse>" in job.final_prompt
    assert job.final_prompt != "<A lighthouse>"


def test_a_finished_prompt_that_is_longer_than_the_model_takes_is_refused(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    template = a_template(ana, prompt_template="{original_prompt}" * 470)
    asked = {"job_type": "generation", "template_id": template.id}

    fits = client.call(create_job, caller=ana, body=asked | {"prompt": "x" * 68})
    too_long = client.call(create_job, caller=ana, body=asked | {"prompt": "x" * 69})

    assert fits.status == 202
    assert (too_long.status, too_long.code) == (422, "prompt_too_long")
    assert too_long.body["error"]["details"][0]["field"] == "prompt"


def test_what_the_caller_asks_goes_before_the_template(accounts: Accounts) -> None:
    ana = accounts.new()
    template = a_template(ana, default_parameters={"quality": "high"})

    job = a_job(ana, quality="low", template_id=template.id)

    assert job.effective_parameters["quality"] == "low"


def test_another_users_template_is_not_found(client: Client, accounts: Accounts) -> None:
    template = a_template(accounts["ana"])

    response = job_with(client, accounts["bob"], template.id)

    assert (response.status, response.code) == (404, "template_not_found")


def test_a_template_of_another_job_type_is_refused(client: Client, accounts: Accounts) -> None:
    template = a_template(accounts["ana"], job_type="edit")

    response = job_with(client, accounts["ana"], template.id)

    assert (response.status, response.code) == (422, "invalid_request")


@pytest.mark.parametrize(("premium", "status"), [(False, 403), (True, 202)])
def test_a_premium_template_is_for_the_premium_plan(
    client: Client, accounts: Accounts, premium: bool, status: int
) -> None:
    template = a_template(accounts["bob"], is_public=True, is_premium=True)

    response = job_with(client, accounts.new(premium=premium), template.id)

    assert response.status == status


def test_a_template_that_was_deleted_meanwhile_does_not_come_back(accounts: Accounts) -> None:
    ana = accounts.new()
    template = a_template(ana)
    Template(template.pk, template.sk).delete()

    with pytest.raises(ConditionFailed):
        transact(lambda transaction: rules.count_use(transaction, template))

    assert rules.find(template.pk, template.id) is None


def test_a_template_that_another_attempt_made_is_told_from_one_too_many(accounts: Accounts) -> None:
    ana = accounts.new()
    template = a_template(ana)

    with pytest.raises(ConditionFailed):
        a_template(ana, id=template.id)

    assert TemplateCount.get(template.pk, "TEMPLATES").length == 1
