"""Ask a deployed SplashMy what only a deployment shows: `python -m tools.verify_deploy URL`.

Over HTTP only. One line for each check; exits with 1 if one failed.
"""

import argparse
import json
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from local import demo
from local.api import Api, DemoError, Json, multipart

PHOTO = Path(__file__).parents[1] / "local/photograph.jpg"
JSON = {"Content-Type": "application/json"}
MOST_BYTES = 10 * 1024 * 1024  # the default of max_upload_size


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def code(self) -> str:
        """The error's code, if this is our envelope."""
        try:
            return str(json.loads(self.body)["error"]["code"])
        except (ValueError, KeyError, TypeError):
            return ""


@dataclass(frozen=True)
class Check:
    name: str
    fault: str = ""


def main() -> int:
    asked = _arguments()
    account = demo.Account(asked.email, asked.email, asked.password) if asked.email else None
    failed = 0
    for check in verify(asked.url, account or throw_away(), max_upload_size=asked.max_upload_size):
        failed += bool(check.fault)
        print(f"{'FAILED' if check.fault else 'ok':6} {check.name} {check.fault}".rstrip())
    return int(failed > 0)


def throw_away() -> demo.Account:
    name = f"verify-{uuid.uuid4().hex[:10]}"
    return demo.Account(f"{name}@example.com", name)


def verify(
    url: str, account: demo.Account, *, max_upload_size: int = MOST_BYTES
) -> Iterator[Check]:
    """Every check with what was wrong, if anything; the main job comes last."""
    api = Api(url)
    yield from gateway(api)
    try:
        demo.sign_in(api, account)
        yield Check("an account signs in")
        yield from uploads(api, max_upload_size)
    except DemoError as error:
        yield Check("an account signs in and announces an upload", str(error))
        return
    yield _main_job(url, account)


def gateway(api: Api) -> Iterator[Check]:
    """What anybody is answered."""
    styles, log_in = f"{api.root}/styles", f"{api.root}/auth/login/"
    bad_token = {"Authorization": "Bearer not.a.token"}
    yield _same("a path answers with and without its slash", ask(styles), ask(f"{styles}/"))
    yield _is("an unknown path", ask(f"{api.root}/nothing-here/"), 404, "not_found")
    unsigned = ask(f"{api.root}/auth/profile/")
    yield _is("no token", unsigned, 401, "unauthorized")
    yield _has("no token, as a browser sees it", unsigned, "access-control-allow-origin")
    yield _is(
        "a bad token on a public path", ask(f"{styles}/", headers=bad_token), 401, "unauthorized"
    )
    yield _is("a malformed body", ask(log_in, b"{", JSON), 422, "invalid_request")
    text = {"Content-Type": "text/plain"}
    yield _is("another content type", ask(log_in, b"{}", text), 415, "unsupported_media_type")
    preflight = ask(log_in, method="OPTIONS")
    yield Check("a preflight", "" if preflight.status == 204 else f"answered {preflight.status}")
    yield _has("a preflight's methods", preflight, "access-control-allow-methods")


def uploads(api: Api, max_upload_size: int) -> Iterator[Check]:
    """What S3 refuses by the form that was signed for a caller."""
    with TemporaryDirectory() as folder:
        large = Path(folder, "large.jpg")
        large.write_bytes(bytes(max_upload_size + 1))
        too_large = _post(_form(api), large)
    yield _refused("an upload over the limit", too_large)
    form = _form(api)
    form["fields"]["Content-Type"] = "text/html"
    yield _refused("an upload of another content type", _post(form, PHOTO))


def ask(
    url: str, body: bytes | None = None, headers: dict[str, str] | None = None, method: str = ""
) -> Answer:
    """The answer, whatever its status."""
    request = Request(url, body, headers or {}, method=method or ("POST" if body else "GET"))  # noqa: S310
    try:
        with urlopen(request, timeout=60) as answer:  # noqa: S310
            return _answer(answer)
    except HTTPError as refused:
        with refused:
            return _answer(refused)
    except URLError as unreachable:
        return Answer(0, {}, str(unreachable.reason).encode())


def _answer(answer: Any) -> Answer:
    lowered = {name.lower(): value for name, value in answer.headers.items()}
    return Answer(answer.status, lowered, answer.read())


def _form(api: Api) -> Json:
    description = {"filename": "verify.jpg", "content_type": "image/jpeg", "size": 1}
    form: Json = api.post("/images/upload/", description)["upload"]
    return form


def _post(form: Json, photo: Path) -> Answer:
    boundary = uuid.uuid4().hex
    body = multipart(form["fields"], photo, "image/jpeg", boundary)
    return ask(form["url"], body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})


def _is(name: str, answer: Answer, status: int, code: str) -> Check:
    right = (answer.status, answer.code) == (status, code)
    fault = "" if right else f"answered {answer.status} {answer.code}, not {status} {code}"
    return Check(f"{name} is {status} {code}", fault)


def _has(name: str, answer: Answer, header: str) -> Check:
    return Check(f"{name} has {header}", "" if header in answer.headers else "has it not")


def _same(name: str, one: Answer, other: Answer) -> Check:
    right = one.status == other.status == 200
    return Check(name, "" if right else f"answered {one.status} and {other.status}")


def _refused(name: str, answer: Answer) -> Check:
    right = answer.status in (400, 403)
    return Check(f"{name} is refused", "" if right else f"answered {answer.status}")


def _main_job(url: str, account: demo.Account) -> Check:
    name = "a photograph comes back in another style"
    try:
        with TemporaryDirectory() as out:
            demo.run(
                url,
                photo=PHOTO,
                style="watercolor",
                prompt="A quiet morning.",
                out=Path(out),
                show=lambda _: None,
                account=account,
            )
    except DemoError as error:
        return Check(name, str(error))
    return Check(name)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Check a deployment over HTTP.")
    parser.add_argument("url", help="what the stack's output ApiUrl says")
    parser.add_argument("--email", help="of an account; without one, one is registered")
    parser.add_argument("--password", default=demo.Account.password)
    parser.add_argument("--max-upload-size", type=int, default=MOST_BYTES, help="in bytes")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
