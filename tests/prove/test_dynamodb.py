"""DynamoDB Local, Amazon's own implementation, answers as the emulator does: what the product asks
in its own tests, and what DynamoDB should refuse. The product's transactions are exact on it, too.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from local import servers
from local.stack import Stack
from splashmy.core import dynamodb
from splashmy.core.clock import now
from splashmy.core.ids import UserId, new_id
from splashmy.core.resources import TABLES
from splashmy.identity.records import User
from splashmy.results import likes
from splashmy.styles import ratings
from tests.factories.jobs import signed_in
from tests.factories.results import a_result
from tests.factories.styles import a_style
from tests.faults.test_quota_races import create_one, end_one
from tests.prove import recount
from tests.prove.dynamodb import server
from tests.prove.dynamodb.cases import CASES, OTHER, TABLE
from tests.prove.dynamodb.decided import DECIDED
from tests.prove.dynamodb.opinions import Both, Endpoint
from tests.prove.dynamodb.replaying import Replay, recorded
from tests.prove.figures import FULL, amount, record
from tests.users import Account

THREADS = amount(20, 50)
# Where it is not installed, the first is skipped for all.
ASKED = [*CASES] if FULL or server.is_installed() else [*CASES][:1]
NAMES = [f"splashmy-local-{table.name}" for table in TABLES]
# Whose requests are asked again.
TESTS = ("functions/styles/test_rate_style.py",)
MORE_TESTS = (
    "functions/images",
    "functions/processing",
    "functions/styles",
    "faults/test_duplicates.py",
    "faults/test_quota_races.py",
)


@pytest.fixture(scope="module")
def both(local_assembly: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Each with the tables of the templates, empty."""
    if server.java_is_missing():
        pytest.skip(f"DynamoDB Local needs a JDK of {server.LEAST_JAVA} or later")
    if FULL:
        server.install()
    if not server.is_installed():
        pytest.skip("DynamoDB Local is not installed; make prove ARGS=dynamodb fetches it")
    directory = tmp_path_factory.mktemp("dynamodb")
    with (
        servers.running(directory) as emulator,
        server.running(directory) as amazon,
        closing(Endpoint(emulator.emulator_url)) as ours,
        closing(Endpoint(amazon)) as theirs,
    ):
        found = Both(ours, theirs)
        found.create(local_assembly)
        yield found


@pytest.mark.parametrize("name", ASKED)
def test_both_answer_alike(name: str, both: Both) -> None:
    both.empty(TABLE, OTHER)

    asked = [both.difference(*call) for call in CASES[name]]

    differences = [one for one in asked if one]
    record(cases=1, decided_differences=int(bool(differences)))
    assert bool(differences) == (name in DECIDED), "\n".join(differences)


def test_every_decided_difference_is_of_a_case() -> None:
    assert DECIDED.keys() <= CASES.keys()


def test_both_answer_the_product_alike(both: Both, tmp_path: Path) -> None:
    asked = recorded(MORE_TESTS if FULL else TESTS, tmp_path)
    both.reconnect()  # servers close what was idle for so long
    both.empty(*NAMES)
    replay = Replay(both, {*NAMES})

    for one in asked:
        replay.ask(*one)
    items = replay.compare_tables()

    transactions = replay.kinds["TransactWriteItems"]
    record(replayed=replay.kinds.total(), transactions=transactions, items_in_the_end=items)
    assert not replay.differences, "\n".join(replay.differences[:20])
    assert transactions > amount(5, 1000)


@pytest.fixture
def there(stack: Stack, both: Both, monkeypatch: pytest.MonkeyPatch) -> Stack:
    """The tables of this process are those of DynamoDB Local."""
    both.empty(*NAMES)
    monkeypatch.setattr(dynamodb.client(), "url", f"{both.amazon.url}/")
    return replace(stack, endpoint_url=both.amazon.url)


def a_user() -> Account:
    id = new_id(UserId)
    user = User(*User.key(id), id=id, email=f"{id}@example.com", username=id)
    user.created_at = user.updated_at = now()
    user.save()
    return Account(id, user.username, user.email, "", "", "")


def at_once(act: Callable[..., Any], asked: Iterable[Any]) -> list[Any]:
    """What came of each that came to something."""
    with ThreadPoolExecutor(THREADS) as threads:
        return [one for one in threads.map(act, asked) if one]


def test_creations_and_outcomes_at_once_are_exact(there: Stack) -> None:
    ana = a_user()
    before = recount.drift(there)

    made = at_once(create_one, [ana] * THREADS)
    statuses = Counter(at_once(end_one, made * 2))

    assert (len(made), statuses.total()) == (10, 10)
    assert recount.new_drift(there, before) == {}


def test_likes_at_once_are_exact(there: Stack) -> None:
    result, fans = a_result(a_user(), is_public=True), [a_user() for _ in range(THREADS)]
    before = recount.drift(there)

    def like(fan: Account) -> bool:
        seen = [likes.like(result.id, signed_in(fan), wanted) for wanted in (True, False, True)]
        return seen[-1].liked

    assert len(at_once(like, fans)) == THREADS
    result.refresh(consistent_read=True)
    assert result.like_count == THREADS
    assert recount.new_drift(there, before) == {}


def test_ratings_at_once_are_exact(there: Stack) -> None:
    style, users = a_style(), [a_user() for _ in range(THREADS)]
    before = recount.drift(there)

    def rate(user: Account) -> bool:
        for rating in (1, 5, 3):
            ratings.rate(user.id, style.id, rating=rating, comment="")
        return True

    at_once(rate, users)

    assert recount.new_drift(there, before) == {}
