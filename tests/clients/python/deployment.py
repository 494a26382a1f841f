"""A deployment that answers as a test wants, in this process: for faults that no stack shows."""

import json
from collections.abc import Callable
from typing import Any

import httpx2

from splashmy_client import Client, Tokens
from splashmy_client.tokens import MemoryTokens

Respond = Callable[[httpx2.Request], httpx2.Response]

URL = "https://splashmy.example"
LATER = 4e9  # seconds since 1970


class Deployment:
    """Notes what it is asked; answers in turn, and with the last answer from then on."""

    def __init__(self, *answers: httpx2.Response | Exception | Respond) -> None:
        self.answers = list(answers)
        self.seen: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.seen.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        if callable(answer):
            return answer(request)
        return httpx2.Response(answer.status_code, headers=answer.headers, content=answer.content)

    def client(self, tokens: Tokens | None = None, **settings: Any) -> Client:
        store = MemoryTokens()
        store.save(tokens)
        return Client(URL, tokens=store, transport=httpx2.MockTransport(self), **settings)


def data(answer: Any, **headers: str) -> httpx2.Response:
    body = {"success": True, "message": "OK", "data": answer}
    return httpx2.Response(200, json=body, headers=_named(headers))


def page(results: list[Any], next: str | None = None) -> httpx2.Response:
    pagination = {"count": len(results), "next": next, "previous": None, "results": results}
    return httpx2.Response(200, json={"success": True, "message": "OK", "pagination": pagination})


def refusal(status: int, code: str, **headers: str) -> httpx2.Response:
    error = {"code": code, "details": [], "request_id": "1"}
    body = {"success": False, "message": f"It is {code}.", "error": error}
    return httpx2.Response(status, content=json.dumps(body), headers=_named(headers))


def tokens(access: str = "first", *, expires_at: float = LATER) -> Tokens:
    return Tokens(access, "refresh", expires_at)


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
