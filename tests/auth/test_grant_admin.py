import pytest

from functions.auth.list_users.handler import handler as list_users
from tests.accounts import Accounts
from tests.auth.flows import PASSWORD, bearer, sign_in
from tests.client import Client
from tools import grant_admin


def test_whoever_is_granted_it_is_an_administrator_after_signing_in(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()

    grant_admin.grant(ana.email.upper())

    session = sign_in(client, ana.email, PASSWORD).data
    assert client.call(list_users, headers=bearer(session)).status == 200


def test_nobody_is_made_an_administrator_by_an_unknown_email(accounts: Accounts) -> None:
    with pytest.raises(SystemExit, match="No confirmed account"):
        grant_admin.grant("nobody@example.com")
