"""Many requests of many users at once, over HTTP; then every counter and list is counted anew.

`make prove` has 100 users for each race, an ordinary run a few.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http import HTTPStatus
from random import Random
from typing import Any
from uuid import uuid4

import pytest

from functions.auth.delete_avatar.handler import handler as delete_avatar
from functions.auth.refresh_session.handler import handler as refresh_session
from functions.auth.register_user.handler import handler as register_user
from functions.images.create_upload.handler import handler as create_upload
from functions.images.delete_image.handler import handler as delete_image
from functions.images.update_image.handler import handler as update_image
from functions.processing.cancel_job.handler import handler as cancel_job
from functions.processing.create_job.handler import handler as create_job
from functions.processing.create_template.handler import handler as create_template
from functions.processing.create_webhook.handler import handler as create_webhook
from functions.processing.delete_result.handler import handler as delete_result
from functions.processing.delete_template.handler import handler as delete_template
from functions.processing.delete_webhook.handler import handler as delete_webhook
from functions.processing.favorite_result.handler import handler as favorite_result
from functions.processing.like_result.handler import handler as like_result
from functions.processing.list_jobs.handler import handler as list_jobs
from functions.processing.retry_job.handler import handler as retry_job
from functions.processing.set_result_visibility.handler import handler as set_visibility
from functions.styles.favorite_style.handler import handler as favorite_style
from functions.styles.rate_style.handler import handler as rate_style
from functions.styles.save_preference.handler import handler as save_preference
from local.lifetime import wait_until
from local.stack import Stack
from splashmy.core import media
from splashmy.core.resources import MEDIA, client as aws
from splashmy.results.lists import ALL, counter
from splashmy.results.records import Count, Result
from splashmy.templates.records import Template
from tests.client import Answer, Client
from tests.factories.images import a_ready_image
from tests.factories.jobs import a_job
from tests.factories.results import a_result
from tests.factories.styles import a_style
from tests.factories.templates import a_template
from tests.faults import consistency
from tests.functions.auth import avatars
from tests.functions.auth.flows import a_registration, registered
from tests.functions.images.uploading import PATIENCE, announced, png
from tests.functions.processing.running import ENDED, ended
from tests.prove import aftermath, recount
from tests.prove.figures import amount, record
from tests.users import Account, Accounts

USERS, AT_ONCE = amount(4, 100), amount(12, 32)
SEED = 20261126
GENERATION = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low"}
TEMPLATE = {"name": "Painted", "job_type": "generation", "prompt_template": "{original_prompt}"}
WEBHOOK = {"url": "https://1.1.1.1/"}
Call = Callable[[], Answer]
DECIDED = {200, 201, 202, 404, 409, 429}


@pytest.fixture
def users(accounts: Accounts) -> list[Account]:
    return [accounts.new(premium=True) for _ in range(USERS)]


@pytest.fixture(autouse=True)
def nothing_drifts(stack: Stack) -> Iterator[None]:
    """What other tests have broken on purpose before this one is none of its own."""
    before = recount.drift(stack)
    yield
    assert recount.new_drift(stack, before) == {}
    record(races=1, users_in_each=f"{USERS}")


def race(calls: list[Call]) -> Counter[int]:
    """All of them in an order of chance, many at once; how many answers had which status."""
    Random(SEED).shuffle(calls)  # noqa: S311
    with ThreadPoolExecutor(AT_ONCE) as requests:
        answers = [one.result() for one in [requests.submit(call) for call in calls]]
    statuses = Counter(one.status for one in answers)
    assert {*statuses} <= DECIDED, statuses
    assert all(one.headers.get("retry-after") for one in answers if one.status == 429)
    return statuses


def test_a_recount_sees_what_is_wrong(stack: Stack, users: list[Account]) -> None:
    result, before = a_result(users[0], is_public=True), recount.drift(stack)

    for by in (1, -1):
        result.update([Result.like_count.add(by)])
        Count(*counter(result.pk, ALL)).update([Count.length.add(by)])
        found = recount.drift(stack).keys() - before.keys()

        own = {fact for fact in found if users[0].id in str(fact)}
        likes = ("results", "likes", f"{result.pk}/{result.sk}")
        length = ("results", *counter(result.pk, ALL))
        assert own == ({likes, length} if by == 1 else set())


def test_likes_against_publishing_and_hiding(client: Client, users: list[Account]) -> None:
    owner, *fans = users
    result = a_result(owner, is_public=True)
    likes = [
        partial(client.call, like_result, caller=fan, result_id=result.id, body={"liked": liked})
        for fan in fans
        for liked in (True, False, True)
    ]
    shows: list[Call] = [
        partial(
            client.call,
            set_visibility,
            caller=owner,
            result_id=result.id,
            body={"is_public": is_public},
        )
        for is_public in (True, False, True, False, True, True)
    ]

    assert race([*likes, *shows])[200]  # how many like it while it is public is chance


def test_likes_against_deletion(client: Client, users: list[Account]) -> None:
    owner, *fans = users
    result = a_result(owner, is_public=True, stored=True)
    likes: list[Call] = [
        partial(client.call, like_result, caller=fan, result_id=result.id) for fan in fans
    ]
    deletions = [partial(client.call, delete_result, caller=owner, result_id=result.id)] * 3

    statuses = race([*likes, *deletions])

    assert statuses[404] >= 2
    assert not _is_stored(result.original_key)


def test_favourites_against_publishing_and_deletion(client: Client, users: list[Account]) -> None:
    calls: list[Call] = []
    for owner in users:
        for _ in range(2):
            own: dict[str, Any] = {"caller": owner, "result_id": a_result(owner, stored=True).id}
            calls += [
                partial(client.call, favorite_result, body={"is_favorite": True}, **own),
                partial(client.call, favorite_result, body={"is_favorite": False}, **own),
                partial(client.call, set_visibility, body={"is_public": True}, **own),
            ]
        calls.append(partial(client.call, delete_result, **own))

    assert race(calls)[200] >= 4 * USERS


def test_opinions_of_a_style(client: Client, users: list[Account]) -> None:
    style = a_style()
    calls: list[Call] = []
    for user in users:
        of_style: dict[str, Any] = {"caller": user, "style_id": style.id}
        calls += [
            partial(client.call, rate_style, body={"rating": rating}, **of_style)
            for rating in (1, 5, 3)
        ]
        calls += [partial(client.call, favorite_style, **of_style)] * 3
        preferred = {"style_id": style.id, "preferred_quality": "low", "is_favorite": True}
        calls.append(partial(client.call, save_preference, caller=user, body=preferred))

    assert race(calls)[200] >= 2 * USERS


def test_uploads_at_the_limit(client: Client, accounts: Accounts) -> None:
    owners = [accounts.new() for _ in range(amount(1, 10))]
    calls: list[Call] = [
        partial(client.call, create_upload, caller=owner, body=announced(png()))
        for owner in owners
        for _ in range(15)
    ]

    statuses = race(calls)

    assert statuses == {201: 10 * len(owners), 429: 5 * len(owners)}


def test_edits_against_deletion_of_an_image(client: Client, users: list[Account]) -> None:
    calls: list[Call] = []
    for owner in users:
        own: dict[str, Any] = {"caller": owner, "image_id": a_ready_image(owner, title="Boats").id}
        for number in range(3):
            body = {
                "title": f"Harbour {number}",
                "tags": [f"tag {number}"],
                "is_public": bool(number % 2),
            }
            calls.append(partial(client.call, update_image, body=body, **own))
        calls.append(partial(client.call, delete_image, **own))

    assert race(calls)[200] >= USERS


def test_cancels_against_completions_and_retries(client: Client, users: list[Account]) -> None:
    with ThreadPoolExecutor(AT_ONCE) as requests:
        made = list(requests.map(lambda user: (user, a_job(user)), users))
    calls: list[Call] = []
    for user, job in made:
        own: dict[str, Any] = {"caller": user, "job_id": job.id}
        calls += [partial(client.call, cancel_job, **own)] * 2
        calls += [partial(client.call, retry_job, **own)] * 2
        calls.append(partial(client.call, create_job, caller=user, body=GENERATION))

    assert race(calls)[202] >= USERS

    for user in users:
        _end_all(client, user)
    aftermath.end_jobs()
    for user in users:
        consistency.check(client, user)


def _end_all(client: Client, user: Account) -> None:
    for job in client.call(list_jobs, caller=user, query={"page_size": 50}).results:
        if job["status"] not in ENDED:
            ended(client, user, job["id"])


@pytest.mark.parametrize(
    ("create", "body", "delete", "name", "most"),
    [
        (create_webhook, WEBHOOK, delete_webhook, "webhook_id", 5),
        (create_template, TEMPLATE, delete_template, "template_id", 100),
    ],
    ids=["webhooks", "templates"],
)
def test_things_at_their_limit(
    create: Any, body: Any, delete: Any, name: str, most: int, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    if create is create_template:
        for _ in range(most - 4):
            a_template(ana)
    made = [client.call(create, caller=ana, body=body).data["id"] for _ in range(2)]
    calls: list[Call] = [partial(client.call, create, caller=ana, body=body)] * 8
    calls += [partial(client.call, delete, caller=ana, **{name: one}) for one in made * 2]

    statuses = race(calls)

    assert statuses[404] == 2
    assert statuses[409] >= 8 - (most if create is create_webhook else 4)


def test_one_username_and_one_email(client: Client) -> None:
    asked = a_registration()
    other = {"email": f"x-{asked['email']}"}
    calls: list[Call] = [
        partial(client.call, register_user, body=asked | (other if number % 2 else {}))
        for number in range(4)
    ]

    assert race(calls)[201] == 1


def test_one_refresh_token(client: Client) -> None:
    """It works again for seconds, as a browser with two tabs needs; each answer goes on."""
    session = registered(client)
    calls = [
        partial(client.call, refresh_session, body={"refresh_token": session["refresh_token"]})
    ]

    with ThreadPoolExecutor(6) as requests:
        answers = [one.result() for one in [requests.submit(call) for call in calls * 6]]

    assert {one.status for one in answers} == {200}
    assert len({one.data["refresh_token"] for one in answers}) == len(answers)


def test_one_avatar(stack: Stack, client: Client, accounts: Accounts) -> None:
    ana = accounts.new()

    with ThreadPoolExecutor(4) as requests:
        for colour in range(4):
            requests.submit(avatars.send, client, ana, png(colour=(colour * 60, 9, 9)))
        requests.submit(client.call, delete_avatar, caller=ana)

    def settled() -> bool:
        """Whoever comes too late has stored its picture by then, and takes it away again."""
        user = avatars.stored(ana)
        kept = [user.avatar_key] if user.avatar_key else []
        return not user.awaited_avatar and _avatars_of(stack, ana) == kept

    assert wait_until(settled, PATIENCE)


def test_one_idempotency_key(client: Client, users: list[Account]) -> None:
    calls: list[Call] = []
    for user in users:
        once: dict[str, Any] = {"caller": user, "headers": {"Idempotency-Key": uuid4().hex}}
        calls.append(partial(client.call, create_template, body=TEMPLATE, **once))

    statuses = race(calls * 4)
    for call in calls:  # as whoever was told to come again does
        assert wait_until(partial(_is_made, call), PATIENCE)

    made = Counter(_templates_of(user) for user in users)
    assert made == {1: len(users)}, statuses


def _is_made(call: Call) -> bool:
    return call().status == HTTPStatus.CREATED


def _templates_of(user: Account) -> int:
    return sum(1 for _ in Template.query(f"USER#{user.id}", Template.sk.startswith("TEMPLATE#")))


def _is_stored(key: str) -> bool:
    found = aws("s3").list_objects_v2(Bucket=MEDIA.id, Prefix=key)
    return bool(found.get("Contents"))


def _avatars_of(stack: Stack, user: Account) -> list[str]:
    listed = stack.client("s3").list_objects_v2(Bucket=MEDIA.id, Prefix="avatars/")
    keys = [one["Key"] for one in listed.get("Contents", [])]
    return [key for key in keys if media.folder(user.id) in key or user.id in key]
