from functions.auth.get_profile.handler import handler as get_profile
from tests.client import Client
from tests.users import Accounts


def test_a_new_profile_has_every_field(client: Client, accounts: Accounts) -> None:
    ana = accounts.new("ana")

    answer = client.call(get_profile, caller=ana)

    created_at = answer.data.pop("created_at")
    assert created_at.endswith("Z")
    assert answer.data == {
        "id": ana.id,
        "email": ana.email,
        "username": ana.username,
        "first_name": "",
        "last_name": "",
        "avatar_url": None,
        "urls_expire_at": None,
        "avatar_failure": None,
        "is_premium": False,
        "processing_count": 0,
        "profile": {
            "bio": "",
            "preferred_styles": [],
            "max_daily_processes": 10,
            "notify_by_email": False,
        },
    }


def test_a_profile_that_the_trigger_missed_appears_on_first_read(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new(trigger_missed=True)

    answer = client.call(get_profile, caller=ana)

    assert (answer.status, answer.data["email"]) == (200, ana.email)


def test_strangers_have_no_profile(client: Client) -> None:
    assert client.call(get_profile).status == 401
