"""Calls the API over HTTP by an endpoint's own declaration."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from splashmy.web import Endpoint
from splashmy.web.serving import API_PREFIX
from tests.users import Account, Accounts


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: Any

    @property
    def data(self) -> Any:
        return self.body["data"]

    @property
    def results(self) -> list[Any]:
        return list(self.body["pagination"]["results"])

    @property
    def code(self) -> str:
        return str(self.body["error"]["code"])


class Client:
    def __init__(self, api_url: str, accounts: Accounts) -> None:
        self.api_url = api_url
        self.accounts = accounts

    def call(
        self,
        endpoint: Endpoint[Any, Any],
        *,
        caller: str | Account | None = None,
        body: Any = None,
        query: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        route: tuple[str, str] | None = None,
        **path: Any,
    ) -> Answer:
        """`caller` is an account, or a name of one that the session shares; `route` is one of the
        endpoint's other than its first.
        """
        if isinstance(caller, str):
            caller = self.accounts[caller]
        sent = dict(headers or {})
        if caller:
            sent["Authorization"] = f"Bearer {caller.access_token}"
        method, template = route or endpoint.routes[0]
        return self.send(method, f"{API_PREFIX}{template.format(**path)}/", body, query, sent)

    def listed(
        self, endpoint: Endpoint[Any, Any], headers: dict[str, str] | None = None
    ) -> list[Any]:
        """Every page of a public list, since other tests add to it."""
        answer = self.call(endpoint, headers=headers)
        results = answer.results
        while following := answer.body["pagination"]["next"]:
            answer = self.send("GET", following, headers=headers)
            results += answer.results
        return results

    def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        query: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """`body` is sent as JSON; bytes are sent as they are."""
        url = path if path.startswith("http") else f"{self.api_url}{path}"
        url += f"?{urlencode(query)}" if query else ""
        raw = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        sent = {"Content-Type": "application/json", **(headers or {})}
        request = urllib.request.Request(url, raw, sent, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return _answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            with error:
                return _answer(error.code, error.headers, error.read())


def _answer(status: int, headers: Any, raw: bytes) -> Answer:
    lowered = {name.lower(): value for name, value in headers.items()}
    return Answer(status, lowered, json.loads(raw) if raw else None)
