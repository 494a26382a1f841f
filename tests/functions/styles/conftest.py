import pytest

from tests.users import Account, Accounts


@pytest.fixture
def admin(accounts: Accounts) -> Account:
    return accounts.kept("admin", admin=True)
