"""GET /styles/preferences"""

from functions.styles.list_preferences.handler import handler
from functions.styles.rate_style.handler import handler as rate_style
from functions.styles.save_preference.handler import handler as save_preference
from splashmy.core import transactions
from splashmy.styles import counters, usage
from tests.client import Client
from tests.factories.styles import a_style, an_example
from tests.fetching import fetched
from tests.users import Accounts


def test_a_use_is_counted_for_the_user_and_the_style(client: Client, accounts: Accounts) -> None:
    style, user = a_style(), accounts.new()

    transactions.transact(lambda transaction: usage.count(transaction, user.id, style.id))

    (preference,) = client.call(handler, caller=user).results
    assert preference["usage_count"] == 1
    assert preference["last_used"].endswith("Z")
    assert counters.totals(style.id).usage_count == 1


def test_the_latest_change_comes_first(client: Client, accounts: Accounts) -> None:
    first, second, user = a_style(), a_style(), accounts.new()
    for style in (first, second, first):
        client.call(rate_style, style_id=style.id, caller=user, body={"rating": 4})

    listed = client.call(handler, caller=user)

    assert listed.body["pagination"]["count"] == 2
    assert [one["style"]["id"] for one in listed.results] == [first.id, second.id]


def test_a_style_is_shown_with_its_thumbnail(client: Client, accounts: Accounts) -> None:
    style, user = a_style(), accounts.new()
    an_example(style, stored=True)
    client.call(save_preference, caller=user, body={"style_id": style.id})

    (preference,) = client.call(handler, caller=user).results

    assert fetched(preference["style"]["thumbnail_url"]) == b"styled"


def test_a_cursor_leads_to_the_next_page(client: Client, accounts: Accounts) -> None:
    styles, user = [a_style(), a_style()], accounts.new()
    for style in styles:
        client.call(save_preference, caller=user, body={"style_id": style.id})
    bearer = {"Authorization": f"Bearer {user.access_token}"}

    first = client.call(handler, caller=user, query={"page_size": 1})
    second = client.send("GET", first.body["pagination"]["next"], headers=bearer)

    found = [one["style"]["id"] for one in first.results + second.results]
    assert found == [one.id for one in reversed(styles)]


def test_a_style_that_is_not_offered_any_more_is_not_listed(
    client: Client, accounts: Accounts
) -> None:
    style, user = a_style(), accounts.new()
    client.call(save_preference, caller=user, body={"style_id": style.id, "is_favorite": True})
    style.is_active = False
    style.save()

    listed = client.call(handler, caller=user)

    assert (listed.body["pagination"]["count"], listed.results) == (0, [])


def test_preferences_are_only_their_owners(client: Client, accounts: Accounts) -> None:
    body = {"style_id": a_style().id, "is_favorite": True}
    client.call(save_preference, caller="ana", body=body)

    assert client.call(handler, caller=accounts.new()).results == []
