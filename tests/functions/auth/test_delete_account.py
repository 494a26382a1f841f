"""A user who leaves takes everything along."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from functions.auth.delete_account.handler import handler as delete_account
from functions.auth.get_profile.handler import handler as get_profile
from functions.auth.register_user.handler import handler as register
from functions.processing.list_public_results.handler import handler as list_public_results
from local.stack import Stack
from splashmy.accounts import deletion, erasure
from splashmy.core.ids import UserId
from splashmy.identity.records import User
from splashmy.jobs.status import is_running, read
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.factories.jobs import a_job
from tests.factories.results import a_result
from tests.functions.auth.flows import a_registration, bearer, registered, sign_in, until
from tests.functions.auth.traces import traces
from tests.prove import recount
from tests.users import Accounts

DELETIONS = "arn:aws:states:us-east-1:000000000000:execution:splashmy-local-account-deletion"


def erased(user_id: UserId) -> bool:
    return User.get(*User.key(user_id), consistent_read=True).is_erased


def test_nothing_of_a_deleted_account_is_left_but_a_receipt(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    ana = accounts.new()
    a_ready_image(ana)
    mine = a_result(ana, stored=True, is_public=True)

    answer = client.call(delete_account, caller=ana)
    until(lambda: erased(ana.id))

    assert (answer.status, answer.data) == (200, {"id": ana.id})
    assert traces(stack, ana.id, ana.email, ana.username) == []
    assert mine.id not in {one["id"] for one in client.call(list_public_results).results}


def test_a_user_whom_the_trigger_missed_can_delete_the_account(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    ana = accounts.new(trigger_missed=True)

    answer = client.call(delete_account, caller=ana)
    until(lambda: erased(ana.id))

    assert answer.status == 200
    assert traces(stack, ana.id, ana.email, ana.username) == []


@pytest.mark.usefixtures("_steps_run_here")
def test_what_a_running_job_of_a_deleted_account_had_reserved_is_given_back(
    stack: Stack, accounts: Accounts
) -> None:
    before, ana = recount.drift(stack), accounts.new()
    job = a_job(ana)

    deletion.close(ana.id)
    erasure.erase(ana.id)

    assert int(job.reserved_micro_usd) > 0
    off = recount.new_drift(stack, before)
    assert [fact for fact in off if "SPENDING#" in str(fact)] == []


@pytest.mark.usefixtures("_steps_run_here")
def test_a_closing_that_died_and_is_done_again_waits_for_the_workers_of_what_it_ended(
    accounts: Accounts,
) -> None:
    ana = accounts.new()
    a_job(ana)
    deletion.close(ana.id)

    assert deletion.close(ana.id).working_s > 0


@pytest.mark.usefixtures("_steps_run_here")
def test_a_job_that_was_let_in_while_its_owner_left_is_ended_with_what_it_had_reserved(
    client: Client, accounts: Accounts, stack: Stack
) -> None:
    before, ana = recount.drift(stack), accounts.new()
    execution = f"{DELETIONS}:{ana.id}"

    with erasure_delayed(stack):
        client.call(delete_account, caller=ana)
        until(lambda: "WaitForWorkers" in entered(stack, execution))
        job = a_job(ana)
        until(lambda: entered(stack, execution).count("WaitForWorkers") == 2)

    assert not is_running(read(ana.id, job.id))
    stack.client("stepfunctions").stop_execution(executionArn=execution)  # it would for 20 minutes
    off = recount.new_drift(stack, before)
    assert [fact for fact in off if "SPENDING#" in str(fact)] == []


@contextmanager
def erasure_delayed(stack: Stack) -> Iterator[None]:
    """By as long as making a job may take here; where users are it is minutes."""
    functions, name = stack.client("lambda"), "splashmy-local-auth-close_account"
    known = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    later = known | {"ACCOUNT_ERASURE_DELAY": "20"}
    functions.update_function_configuration(FunctionName=name, Environment={"Variables": later})
    yield
    functions.update_function_configuration(FunctionName=name, Environment={"Variables": known})


def entered(stack: Stack, execution: str) -> list[str]:
    """The states that it came to, in their order."""
    pages = stack.client("stepfunctions").get_paginator("get_execution_history")
    events = [one for page in pages.paginate(executionArn=execution) for one in page["events"]]
    details = (one.get("stateEnteredEventDetails") for one in events)
    return [one["name"] for one in details if one]


def test_strangers_delete_no_account(client: Client) -> None:
    assert client.call(delete_account).status == 401


def test_a_deleted_account_is_closed_at_once(client: Client) -> None:
    session = registered(client)

    client.call(delete_account, headers=bearer(session))

    assert client.call(get_profile, headers=bearer(session)).status == 401
    assert sign_in(client, session["user"]["email"]).status == 401


def test_the_names_of_a_deleted_account_are_free_again(client: Client) -> None:
    asked = a_registration()
    session = client.call(register, body=asked).data
    client.call(delete_account, headers=bearer(session))
    until(lambda: erased(session["user"]["id"]))

    again = client.call(register, body=asked)

    assert (again.status, again.data["user"]["id"] != session["user"]["id"]) == (201, True)
