"""What HTTP answered, whatever it was, and what should have been."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import httpx2

from splashmy_client import ApiError, SplashMyError

JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Answer:
    """Status 0: there was none, and the body says why."""

    status: int
    headers: httpx2.Headers
    body: bytes

    @property
    def code(self) -> str:
        """The error's code, if this is all of our envelope."""
        try:
            envelope = json.loads(self.body)
            error = envelope["error"]
            whole = envelope["success"] is False and envelope["message"] and error["request_id"]
            return str(error["code"]) if whole and isinstance(error["details"], list) else ""
        except (ValueError, KeyError, TypeError):
            return ""

    def __str__(self) -> str:
        if not self.status:
            return f"no answer: {self.body.decode()}"
        return f"answered {self.status} {self.code or 'without our envelope'}"


@dataclass(frozen=True)
class Check:
    name: str
    fault: str = ""


def ask(
    url: str, body: bytes | None = None, headers: dict[str, str] | None = None, method: str = ""
) -> Answer:
    method = method or ("GET" if body is None else "POST")
    try:
        return answered(httpx2.request(method, url, content=body, headers=headers, timeout=60))
    except httpx2.HTTPError as unreachable:
        return Answer(0, httpx2.Headers(), str(unreachable).encode())


def answered(response: httpx2.Response) -> Answer:
    return Answer(response.status_code, response.headers, response.content)


def is_error(name: str, answer: Answer, status: int, code: str) -> Check:
    right = (answer.status, answer.code) == (status, code)
    return Check(f"{name} is {status} {code}", "" if right else str(answer))


def has(name: str, answer: Answer, header: str) -> Check:
    return Check(f"{name}, has {header}", "" if header in answer.headers else "has it not")


def same(name: str, one: Answer, other: Answer) -> Check:
    if one.status == other.status == 200:
        return Check(name, "" if one.body == other.body else "the bodies differ")
    return Check(name, f"{one}; {other}")


def refused(name: str, upload: Callable[[], Answer]) -> Check:
    """By S3, not by us: its refusals are XML."""
    try:
        answer = upload()
    except SplashMyError as error:
        return Check(f"{name} is refused", told(error))
    fault = "" if answer.status in (400, 403) else f"answered {answer.status}"
    return Check(f"{name} is refused", fault)


def told(error: SplashMyError) -> str:
    """For an operator: with the status and the code, where there are any."""
    if isinstance(error, ApiError):
        return f"answered {error.status}, {error.code or 'without our envelope'}: {error}"
    return str(error)
