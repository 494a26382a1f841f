import pytest

from tests.users import Account, Accounts


@pytest.fixture(scope="session")
def admin(accounts: Accounts) -> Account:
    return accounts.new(admin=True)
