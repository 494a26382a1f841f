"""What operators see of the service, and mend."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from functions.auth.list_audit.handler import handler as list_audit
from local.stack import Stack
from tests.browser.conftest import Visit
from tests.client import Client
from tests.functions.processing.running import StandIn, run
from tests.functions.processing.test_redrive_dead_letters import PURGE, put
from tests.users import Accounts

TASK = "styles-update_popularity"


def test_an_operator_sees_what_the_service_does_and_what_it_costs(
    visit: Visit, client: Client, accounts: Accounts
) -> None:
    job = run(client, accounts.new())
    visitor = visit("/", admin=True)
    visitor.go("/admin/monitor")
    expect(visitor.heading("Budgets")).to_be_visible()
    expect(visitor.page.get_by_role("img", name=re.compile("calls"))).to_be_visible()
    visitor.page.locator(f'a[href="/admin/monitor/{job["id"]}"]').click()

    expect(visitor.heading("Calls of the provider")).to_be_visible()
    expect(visitor.page.get_by_role("row", name="1", exact=False).first).to_be_visible()
    expect(visitor.text(f"make trace ID={job['id']}")).to_be_visible()


@pytest.mark.long
def test_jobs_are_filtered_and_the_filter_stays(
    visit: Visit, client: Client, accounts: Accounts
) -> None:
    made = run(client, accounts.new())
    visitor = visit("/", admin=True)
    visitor.go("/admin/monitor")
    row = visitor.page.locator(f'a[href="/admin/monitor/{made["id"]}"]')
    expect(row).to_be_visible()
    visitor.field("Kind").select_option("edit")
    expect(row).to_have_count(0)
    visitor.field("Kind").select_option("generation")
    visitor.field("Since").select_option("1")
    row.click()
    expect(visitor.heading("Calls of the provider")).to_be_visible()

    visitor.page.go_back()

    expect(row).to_be_visible()
    expect(visitor.field("Kind")).to_have_value("generation")


@pytest.mark.long
def test_an_operator_queues_a_failed_job_again(
    visit: Visit, client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    words = uuid.uuid4().hex
    stand_in.misbehave("invalid_key", match=words)
    failed = run(client, accounts.new(), prompt=words)
    stand_in.behave()
    visitor = visit("/", admin=True)
    visitor.go(f"/admin/monitor/{failed['id']}")
    visitor.button("Queue again").click()
    visitor.page.get_by_role("dialog").get_by_role("button", name="Queue again").click()

    expect(visitor.text("It is queued again.")).to_be_visible()
    expect(visitor.page).not_to_have_url(re.compile(failed["id"]))
    expect(visitor.text("Completed").first).to_be_visible(timeout=60_000)


@pytest.mark.long
def test_a_dead_letter_is_looked_at_and_sent_again(visit: Visit, stack: Stack) -> None:
    put(stack, PURGE, {})
    visitor = visit("/", admin=True)
    visitor.go("/admin/monitor")
    visitor.button("Look").first.click()
    visitor.page.get_by_role("dialog").get_by_role("button", name="Close").click()
    visitor.button("Send again").first.click()

    expect(visitor.text("were sent again")).to_be_visible()


def test_an_operator_runs_a_schedule_now_and_says_why(visit: Visit, client: Client) -> None:
    visitor = visit("/", admin=True)
    visitor.go("/admin/monitor")
    visitor.button(f"Run {TASK} now").click()
    dialog = visitor.page.get_by_role("dialog")
    dialog.get_by_label("Reason").fill("The list looks old.")
    dialog.get_by_role("button", name="Run now").click()

    expect(visitor.text(f"{TASK} was started.")).to_be_visible()
    row = visitor.page.get_by_role("row", name=f"Run {TASK} now")
    expect(row).to_contain_text("Succeeded")
    assert visitor.account
    acts = client.call(list_audit, caller=visitor.account).results
    assert next(act["reason"] for act in acts if act["target_id"] == TASK) == "The list looks old."


@pytest.mark.long
def test_an_alarm_that_rings_is_shown_with_its_runbook(visit: Visit, stack: Stack) -> None:
    cloudwatch, name = stack.client("cloudwatch"), "splashmy-local-JobsFail"
    cloudwatch.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason="3 failed")
    visitor = visit("/", admin=True)
    visitor.go("/admin/monitor")

    row = visitor.page.get_by_role("row", name=name).first
    expect(row).to_contain_text("docs/runbooks/stuck-jobs.md")
    cloudwatch.set_alarm_state(AlarmName=name, StateValue="OK", StateReason="It is over")
    expect(row).to_contain_text("3 failed")


@pytest.mark.long
def test_an_operator_makes_the_stand_ins_fail_and_forgets_it(
    visit: Visit, client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    words = uuid.uuid4().hex
    visitor = visit("/", admin=True)
    visitor.go("/admin/monitor")
    visitor.link("Stand-ins").click()
    visitor.field("Fault").select_option("invalid_key")
    visitor.field("Only if it contains").fill(words)
    visitor.button("Add the fault").click()
    expect(visitor.page.get_by_role("row", name=words)).to_contain_text("invalid_key")

    failed = run(client, accounts.new(), prompt=words)

    assert failed["status"] == "failed"
    expect(visitor.page.get_by_role("row", name=words)).to_have_count(2)  # its call is shown too
    assert visitor.serious_findings() == []
    visitor.button("Delete invalid_key").click()
    expect(visitor.text("None: every call succeeds.")).to_be_visible()
    assert not [one for one in stand_in.faults() if one["match"] == words]


@pytest.mark.long
def test_an_account_has_no_page_for_stand_ins(visit: Visit) -> None:
    """CloudFront answers every address that is no file with the page itself."""
    visitor = visit("/", admin=True)
    page = visitor.page.request.get(f"{visitor.url}/").text()
    visitor.page.route(
        "**/_stand-ins/**", lambda route: route.fulfill(content_type="text/html", body=page)
    )
    visitor.go("/admin/monitor/stand-ins")

    expect(visitor.heading("Schedules")).to_be_visible()
    expect(visitor.page).to_have_url(f"{visitor.url}/admin/monitor")
    expect(visitor.link("Stand-ins")).to_have_count(0)
