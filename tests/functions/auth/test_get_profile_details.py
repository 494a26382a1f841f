from functions.auth.get_profile_details.handler import handler as get_details
from tests.client import Client
from tests.users import Accounts


def test_premium_raises_the_daily_limit_at_once(client: Client, accounts: Accounts) -> None:
    answer = client.call(get_details, caller=accounts.new(premium=True))

    assert answer.data["max_daily_processes"] == 100


def test_details_that_the_trigger_missed_appear_on_first_read(
    client: Client, accounts: Accounts
) -> None:
    answer = client.call(get_details, caller=accounts.new(trigger_missed=True))

    assert (answer.status, answer.data["bio"]) == (200, "")
