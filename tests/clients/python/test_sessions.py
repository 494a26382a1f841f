import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from stat import S_IMODE

import anyio
import httpx2
import pytest

from splashmy_client import ApiError, AsyncClient, Client, FileTokens, MemoryTokens, operations
from tests.clients.python.deployment import URL, Deployment, data, refusal, tokens
from tests.threads import in_a_thread

SESSION = {
    "access_token": "second",
    "id_token": "id",
    "refresh_token": "newer",
    "expires_in": 900,
    "token_type": "Bearer",
}
TAGS = operations.images_list_tags()


class Signed:
    """Takes the token `second` only, and gives it for the refresh token `refresh`, once."""

    def __init__(self, profile: dict[str, object]) -> None:
        self.profile = profile
        self.refreshes = 0
        self.lock = threading.Lock()

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path.endswith("/auth/refresh/"):
            return self.refresh(request)
        if request.headers["Authorization"] != "Bearer second":
            return refusal(401, "unauthorized")
        return data(self.profile)

    def refresh(self, request: httpx2.Request) -> httpx2.Response:
        with self.lock:
            self.refreshes += 1
            if self.refreshes > 1 or b'"refresh"' not in request.content:
                return refusal(401, "invalid_refresh_token")
            return data({**SESSION, "user": self.profile})


@pytest.fixture
def profile() -> dict[str, object]:
    details = {
        "bio": "",
        "preferred_styles": [],
        "max_daily_processes": 10,
        "notify_by_email": False,
    }
    return {
        "id": "1", "email": "ana@example.com", "username": "ana", "first_name": "", "last_name": "",
        "avatar_url": None,
    "urls_expire_at": None, "avatar_failure": None, "is_premium": False, "processing_count": 0,
        "created_at": "2026-11-25T12:00:00Z", "profile": details,
    }  # fmt: skip


@pytest.mark.parametrize("expires_at", [0.0, 4e9])
def test_a_session_is_renewed_when_it_ends_or_is_refused(
    profile: dict[str, object], expires_at: float
) -> None:
    signed = Signed(profile)

    found = Deployment(signed).client(tokens(expires_at=expires_at)).profile()

    assert (found.username, signed.refreshes) == ("ana", 1)


def test_many_threads_renew_a_session_once(profile: dict[str, object]) -> None:
    signed = Signed(profile)
    client = Deployment(signed).client(tokens())

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: client.profile().username, range(24)))

    assert (found, signed.refreshes) == (["ana"] * 24, 1)


def test_many_tasks_renew_a_session_once(profile: dict[str, object]) -> None:
    signed, found = Signed(profile), []
    store = MemoryTokens()
    store.save(tokens())

    async def run() -> None:
        async with AsyncClient(URL, tokens=store, transport=httpx2.MockTransport(signed)) as client:

            async def ask() -> None:
                found.append((await client.profile()).username)

            async with anyio.create_task_group() as tasks:
                for _ in range(24):
                    tasks.start_soon(ask)

    in_a_thread(lambda: anyio.run(run))

    assert (found, signed.refreshes) == (["ana"] * 24, 1)


def test_another_process_may_have_renewed_it(profile: dict[str, object], tmp_path: Path) -> None:
    signed, store = Signed(profile), FileTokens(tmp_path / "tokens.json")
    store.save(tokens())
    first, second = (
        Client(URL, tokens=FileTokens(store.path), transport=httpx2.MockTransport(signed))
        for _ in range(2)
    )

    assert first.profile().username == second.profile().username == "ana"
    assert signed.refreshes == 1


def test_a_session_that_ended_for_good_is_forgotten(profile: dict[str, object]) -> None:
    signed = Signed(profile)
    signed.refreshes = 1
    client = Deployment(signed).client(tokens())

    with pytest.raises(ApiError) as refused:
        client.profile()
    with pytest.raises(KeyError, match="Authorization"):
        client.profile()

    assert refused.value.code == "invalid_refresh_token"


def test_a_wrong_password_does_not_end_the_session_before() -> None:
    deployment = Deployment(refusal(401, "invalid_credentials"))
    store = MemoryTokens()
    store.save(tokens())

    with pytest.raises(ApiError):
        Client(URL, tokens=store, transport=httpx2.MockTransport(deployment)).sign_in("ana", "x")

    assert store.load() == tokens()
    assert "Authorization" not in deployment.seen[0].headers


def test_tokens_are_for_their_owner_only(tmp_path: Path) -> None:
    store = FileTokens(tmp_path / "of" / "splashmy" / "tokens.json")

    store.save(tokens())

    assert S_IMODE(store.path.stat().st_mode) == 0o600
    assert [one.name for one in store.path.parent.iterdir()] == ["tokens.json"]
    assert store.load() == tokens()


def test_a_damaged_file_of_tokens_is_none(tmp_path: Path) -> None:
    path = tmp_path / "tokens.json"
    path.write_text('{"access_')

    assert FileTokens(path).load() is None
