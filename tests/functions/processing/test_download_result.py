import urllib.request

from functions.processing.download_result.handler import handler
from functions.processing.get_result.handler import handler as get_result
from tests.client import Client
from tests.factories.results import a_result
from tests.users import Accounts


def fetched(url: str) -> tuple[bytes, str]:
    with urllib.request.urlopen(url, timeout=10) as response:
        return response.read(), response.headers["Content-Disposition"]


def test_an_owner_downloads_the_original(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], stored=True)

    response = client.call(handler, caller="ana", result_id=result.id)

    name = f"splashmy-{result.id}.png"
    assert (response.data["filename"], response.data["expires_in"]) == (name, 900)
    assert fetched(response.data["download_url"]) == (
        result.original_key.encode(),
        f"attachment; filename=\"{name}\"; filename*=UTF-8''{name}",
    )


def test_others_download_the_display_size_of_a_public_result(
    client: Client, accounts: Accounts
) -> None:
    result = a_result(accounts["ana"], stored=True, is_public=True)

    response = client.call(handler, caller="bob", result_id=result.id)

    assert fetched(response.data["download_url"])[0] == result.display_key.encode()


def test_every_download_counts_for_its_owner_and_for_all(
    client: Client, accounts: Accounts
) -> None:
    result = a_result(accounts["ana"], is_public=True)

    client.call(handler, caller="ana", result_id=result.id)
    client.call(handler, caller="bob", result_id=result.id)

    shown = [client.call(get_result, caller=who, result_id=result.id) for who in ("ana", "bob")]
    assert [one.data["download_count"] for one in shown] == [2, 2]


def test_a_private_result_is_not_downloaded_by_others(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"])

    response = client.call(handler, caller="bob", result_id=result.id)

    assert (response.status, response.code) == (404, "result_not_found")


def test_a_download_wants_a_sign_in(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], is_public=True)

    assert client.call(handler, result_id=result.id).status == 401
