"""Generated from _async by `make docs`."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Self, TypeVar

import httpx2
from pydantic_core import to_json

from splashmy_client import operations
from splashmy_client._sync.waiting import Lock, sleep
from splashmy_client.addresses import api_root
from splashmy_client.errors import NotReachedError, opened, refusal
from splashmy_client.models import Session
from splashmy_client.requests import ListRequest, Page, Reply, Request
from splashmy_client.retries import retry_after, wait_after, wait_after_no_answer
from splashmy_client.tokens import Tokens, TokenStore

Answer = TypeVar("Answer")


class Api:
    """Sends requests: signs them, repeats what may be repeated, and opens the envelope."""

    def __init__(
        self,
        url: str,
        store: TokenStore,
        *,
        language: str,
        timeout: float,
        retries: int,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self.root = api_root(url)
        self.store = store
        self.retries = retries
        self.http = httpx2.Client(
            timeout=timeout,
            transport=transport,
            headers={"Accept": "application/json", "Accept-Language": language},
        )
        self._refreshing = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def send(self, request: Request[Answer]) -> Answer:
        response = self._signed(request)
        return request.answer.validate_python(opened(response, "data"))

    def ask(self, request: Request[Answer], etag: str | None = None) -> Reply[Answer]:
        """The answer, or None where nothing changed since `etag`, and when to ask again."""
        response = self._signed(request, {"If-None-Match": etag} if etag else {})
        changed = response.status_code != 304
        data = request.answer.validate_python(opened(response, "data")) if changed else None
        return Reply(data, response.headers.get("ETag"), retry_after(response))

    def page(self, request: ListRequest[Answer]) -> Page[Answer]:
        response = self._signed(request)
        found = opened(response, "pagination")
        results = [request.answer.validate_python(one) for one in found["results"]]
        return Page(found["count"], results, found["next"], retry_after(response))

    def items(self, request: ListRequest[Answer]) -> Iterator[Answer]:
        """Every result, asked for page by page as they are used."""
        while True:
            page = self.page(request)
            yield from page.results
            if page.next is None:
                return
            # Only its query: a token goes to no other address than the one it was given for.
            request = replace(request, query=dict(httpx2.URL(page.next).params.multi_items()))

    def call(self, request: httpx2.Request, *, repeatable: bool) -> httpx2.Response:
        """Send it, and again where that can help. Any answer but a busy one is returned."""
        attempt = 0
        while True:
            try:
                response = self.http.send(request)
                wait = wait_after(response, attempt, repeatable=repeatable)
                if wait is None or attempt >= self.retries:
                    return response
            except httpx2.TransportError as error:
                wait = wait_after_no_answer(error, attempt, repeatable=repeatable)
                if wait is None or attempt >= self.retries:
                    raise _not_reached(request, error) from error
            attempt += 1
            sleep(wait)

    def begin(self, session: Session) -> None:
        """Sign every request from now on for the user of this session."""
        self.store.save(_tokens(session))

    def _signed(
        self, request: Request[Any], headers: dict[str, str] | None = None
    ) -> httpx2.Response:
        token = self._access_token() if request.is_signed else None
        response = self._sent(request, token, headers or {})
        if response.status_code == 401 and token:
            token = self._access_token(refused=token)
            response = self._sent(request, token, headers or {})
        if response.is_error:
            raise refusal(response)
        return response

    def _sent(
        self, request: Request[Any], token: str | None, headers: dict[str, str]
    ) -> httpx2.Response:
        sent = dict(headers)
        if token:
            sent["Authorization"] = f"Bearer {token}"
        if request.takes_key:
            sent["Idempotency-Key"] = request.key
        if request.body is not None:
            sent["Content-Type"] = "application/json"
        built = self.http.build_request(
            request.method,
            self.root + request.path,
            params={key: _text(value) for key, value in request.query.items() if value is not None},
            content=None if request.body is None else to_json(request.body),
            headers=sent,
        )
        return self.call(built, repeatable=request.is_repeatable)

    def _access_token(self, refused: str = "") -> str | None:
        """One that is not about to end; None if nobody is signed in.

        However many calls want a new one at once, it is asked for once: the others wait, and find
        it in the store. So does another process that shares the store.
        """
        tokens = self.store.load()
        if tokens is None:
            return None
        if _is_good(tokens, refused):
            return tokens.access_token
        with self._refreshing:
            tokens = self.store.load()
            if tokens and not _is_good(tokens, refused):
                tokens = self._refreshed(tokens)
        return tokens.access_token if tokens else None

    def _refreshed(self, old: Tokens) -> Tokens:
        request = operations.auth_refresh_session(refresh_token=old.refresh_token)
        response = self._sent(request, None, {})
        if response.status_code == 401:
            self.store.save(None)
        if response.is_error:
            raise refusal(response)
        tokens = _tokens(request.answer.validate_python(opened(response, "data")))
        self.store.save(tokens)
        return tokens


def _is_good(tokens: Tokens, refused: str) -> bool:
    return tokens.access_token != refused and not tokens.is_expired


def _tokens(session: Session) -> Tokens:
    expires_at = time.time() + session.expires_in
    return Tokens(session.access_token, session.refresh_token, expires_at)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _not_reached(request: httpx2.Request, error: httpx2.TransportError) -> NotReachedError:
    reason = str(error) or type(error).__name__
    return NotReachedError(f"{request.url.netloc.decode()} does not answer: {reason}.")
