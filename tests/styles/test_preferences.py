"""GET and POST /styles/preferences"""

from uuid import uuid4

from functions.styles.list_preferences.handler import handler as list_preferences
from functions.styles.rate_style.handler import handler as rate_style
from functions.styles.save_preference.handler import handler
from splashmy import records
from splashmy.styles import tallies, usage
from tests.accounts import Accounts
from tests.client import Client
from tests.factories.styles import a_style


def test_what_a_preference_does_not_name_stays(client: Client, accounts: Accounts) -> None:
    style, user = a_style(), accounts.new()
    asked = {"style_id": style.id, "preferred_quality": "high", "preferred_size": "1024x1024"}
    client.call(handler, caller=user, body=asked)

    body = {"style_id": style.id, "preferred_size": None, "is_favorite": True}
    response = client.call(handler, caller=user, body=body)

    assert response.status == 200
    assert response.data == {
        "style": {"id": style.id, "name": "Tested", "slug": style.slug, "thumbnail_url": None},
        "is_favorite": True,
        "usage_count": 0,
        "last_used": None,
        "preferred_quality": "high",
        "preferred_background": None,
        "preferred_output_format": None,
        "preferred_size": None,
    }
    assert tallies.totals(style.id).favorite_count == 1


def test_a_use_is_counted_for_the_user_and_the_style(client: Client, accounts: Accounts) -> None:
    style, user = a_style(), accounts.new()

    records.transact(lambda transaction: usage.count(transaction, user.id, style.id))

    (preference,) = client.call(list_preferences, caller=user).results
    assert preference["usage_count"] == 1
    assert preference["last_used"].endswith("Z")
    assert tallies.totals(style.id).usage_count == 1


def test_the_latest_change_comes_first(client: Client, accounts: Accounts) -> None:
    first, second, user = a_style(), a_style(), accounts.new()
    for style in (first, second, first):
        client.call(rate_style, style_id=style.id, caller=user, body={"rating": 4})

    listed = client.call(list_preferences, caller=user)

    assert listed.body["pagination"]["count"] == 2
    assert [one["style"]["id"] for one in listed.results] == [first.id, second.id]


def test_a_style_that_is_not_offered_any_more_is_not_listed(
    client: Client, accounts: Accounts
) -> None:
    style, user = a_style(), accounts.new()
    client.call(handler, caller=user, body={"style_id": style.id, "is_favorite": True})
    style.is_active = False
    style.save()

    listed = client.call(list_preferences, caller=user)

    assert (listed.body["pagination"]["count"], listed.results) == (0, [])


def test_preferences_are_only_their_owners(client: Client, accounts: Accounts) -> None:
    client.call(handler, caller="ana", body={"style_id": a_style().id, "is_favorite": True})

    assert client.call(list_preferences, caller=accounts.new()).results == []


def test_an_unknown_style_has_no_preference(client: Client) -> None:
    response = client.call(handler, caller="ana", body={"style_id": str(uuid4())})

    assert (response.status, response.code) == (404, "style_not_found")


def test_a_value_that_no_model_takes_is_refused(client: Client) -> None:
    body = {"style_id": a_style().id, "preferred_quality": "best"}

    response = client.call(handler, caller="ana", body=body)

    assert (response.status, response.code) == (422, "invalid_request")
