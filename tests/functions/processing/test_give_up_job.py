from uuid import uuid4

from functions.processing.get_quota.handler import handler as get_quota
from local.stack import Stack
from splashmy.core.resources import PROVIDER_DEAD_LETTERS
from tests.client import Client
from tests.functions.processing.running import StandIn, ended, started
from tests.functions.processing.waiting import nobody_at_work, send, waiting
from tests.users import Accounts


def test_a_dead_letter_ends_its_job_with_its_images_given_back(
    stack: Stack, client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, words = accounts.new(), uuid4().hex
    with nobody_at_work(stack):
        job = started(client, ana, prompt=words)
        body = waiting(stack, job["id"])

        send(stack, PROVIDER_DEAD_LETTERS.name, body)

        failed = ended(client, ana, job["id"])
    assert (failed["status"], failed["failure"]["cause"]) == ("failed", "service")
    assert client.call(get_quota, caller=ana).data["used"] == 0
    assert stand_in.calls(words) == []
