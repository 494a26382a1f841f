"""Every change that an administrator makes, or tries to make, is told here."""

from uuid import uuid4

from functions.auth.list_audit.handler import handler
from functions.auth.update_user.handler import handler as update_user
from functions.images.create_tag.handler import handler as create_tag
from functions.processing.create_template.handler import handler as create_template
from functions.processing.take_down_result.handler import handler as take_down
from splashmy.core.clock import month, now
from splashmy.core.ids import ResultId, new_id
from splashmy.identity import audit
from splashmy.identity.audit import AUDIT, AuditEntry, AuditMonth
from tests.client import Client
from tests.factories.jobs import signed_in
from tests.factories.results import a_result
from tests.users import Accounts


def test_an_act_tells_who_what_to_whom_why_and_how_it_ended(
    client: Client, accounts: Accounts
) -> None:
    admin, ana = accounts.new(admin=True), accounts.new()
    result = a_result(ana, is_public=True)

    client.call(update_user, caller=admin, user_id=ana.id, body={"is_premium": True})
    client.call(take_down, caller=admin, result_id=result.id, body={"reason": "Not theirs."})

    later, earlier = client.call(handler, caller=admin, query={"page_size": 2}).results
    assert later["action"] == "POST /processing/results/{result_id}/take-down"
    assert (later["target_id"], later["reason"], later["http_status"]) == (
        result.id,
        "Not theirs.",
        200,
    )
    assert earlier["administrator"] == {"id": admin.id, "username": admin.username}
    assert (earlier["target_id"], earlier["details"]) == (ana.id, {"is_premium": "true"})


def test_an_act_that_was_refused_is_told_too(client: Client, accounts: Accounts) -> None:
    admin, nothing = accounts.new(admin=True), new_id(ResultId)

    client.call(take_down, caller=admin, result_id=nothing, body={"reason": "Not theirs."})

    latest = client.call(handler, caller=admin, query={"page_size": 1}).results[0]
    assert (latest["target_id"], latest["http_status"]) == (nothing, 404)


def test_a_replayed_answer_is_no_second_act(client: Client, accounts: Accounts) -> None:
    admin, key = accounts.new(admin=True), {"Idempotency-Key": uuid4().hex}
    body = {"name": f"Tag {uuid4().hex}"}

    for _ in range(2):
        client.call(create_tag, caller=admin, body=body, headers=key)

    latest = client.call(handler, caller=admin, query={"page_size": 2}).results
    assert [one["details"].get("name") for one in latest].count(body["name"]) == 1


def test_of_what_everybody_may_do_the_acts_of_administrators_are_told(
    client: Client, accounts: Accounts
) -> None:
    admin, ana = accounts.new(admin=True), accounts.new()
    asked = {"name": "Painted", "job_type": "edit", "prompt_template": "{original_prompt}"}
    before = client.call(handler, caller=admin).body["pagination"]["count"]

    client.call(create_template, caller=ana, body=asked)
    client.call(create_template, caller=admin, body=asked)

    after = client.call(handler, caller=admin)
    assert after.body["pagination"]["count"] == before + 1
    assert after.results[0]["administrator"]["id"] == admin.id


def test_an_act_that_broke_off_has_no_status(client: Client, accounts: Accounts) -> None:
    admin = accounts.new(admin=True)
    audit.begin(signed_in(admin), "POST /images/tags", target_id=None, body={"name": "x" * 600})

    latest = client.call(handler, caller=admin, query={"page_size": 1}).results[0]

    assert (latest["http_status"], len(latest["details"]["name"])) == (None, 501)


def test_what_is_older_than_400_days_is_not_told_any_more(
    client: Client, accounts: Accounts
) -> None:
    admin = accounts.new(admin=True)
    fresh = audit.begin(signed_in(admin), "POST /images/tags", target_id=None, body={})
    before = client.call(handler, caller=admin).body["pagination"]["count"]
    old = AuditEntry(**(fresh.attribute_values | {"sk": "ENTRY#0181-old", "id": "0181-old"}))
    old.save()
    AuditMonth(AUDIT, "COUNT#2022-06", length=7, expires_at=1).save()

    answer = client.call(handler, caller=admin, query={"page_size": 50})

    old.delete()
    assert answer.body["pagination"]["count"] == before
    assert "0181-old" not in [one["id"] for one in answer.results]
    assert fresh.expires_at > (now() + audit.KEPT).timestamp()
    assert AuditMonth.get(AUDIT, f"COUNT#{month(now())}").expires_at == fresh.expires_at


def test_only_an_administrator_reads_it(client: Client) -> None:
    response = client.call(handler, caller="ana")

    assert (response.status, response.code) == (403, "admin_required")
