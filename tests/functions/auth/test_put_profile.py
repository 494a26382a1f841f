from functions.auth.get_profile.handler import handler as get_profile
from functions.auth.get_profile_details.handler import handler as get_details
from functions.auth.put_profile.handler import handler as put_profile
from splashmy.core.ids import new_id
from tests.client import Client
from tests.factories.styles import a_style
from tests.users import Accounts


def test_a_change_leaves_the_rest_as_it_was(client: Client, accounts: Accounts) -> None:
    ana = accounts.new("ana")
    client.call(put_profile, caller=ana, body={"first_name": "Ana", "profile": {"bio": "I draw."}})

    answer = client.call(put_profile, caller=ana, body={"profile": {"notify_by_email": True}})

    assert answer.status == 200
    assert answer.data == client.call(get_profile, caller=ana).data
    assert answer.data["first_name"] == "Ana"
    assert (answer.data["profile"]["bio"], answer.data["profile"]["notify_by_email"]) == (
        "I draw.",
        True,
    )


def test_a_style_that_exists_can_be_preferred(client: Client, accounts: Accounts) -> None:
    style, ana = a_style(), accounts.new(trigger_missed=True)

    answer = client.call(
        put_profile, caller=ana, body={"profile": {"preferred_styles": [style.id]}}
    )

    assert answer.status == 200
    assert client.call(get_details, caller=ana).data["preferred_styles"] == [style.id]


def test_an_unknown_style_cannot_be_preferred(client: Client) -> None:
    id = new_id(str)

    answer = client.call(put_profile, caller="ana", body={"profile": {"preferred_styles": [id]}})

    assert (answer.status, answer.code) == (404, "style_not_found")
