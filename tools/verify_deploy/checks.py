"""What is asked of a deployed SplashMy, over HTTP only, that only a deployment shows."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2

from local import demo
from splashmy_client import Client, MemoryTokens, SplashMyError, operations
from splashmy_client.addresses import api_root
from splashmy_client.models import UploadForm
from tools import openai_key
from tools.deployment import connect
from tools.verify_deploy import cognito, presigned, studio
from tools.verify_deploy.answers import (
    JSON,
    Answer,
    Check,
    answered,
    ask,
    has,
    is_error,
    refused,
    same,
    told,
)

PHOTO = Path(__file__).parents[2] / "local/photograph.jpg"
MOST_BYTES = 10 * 1024 * 1024  # the default of max_upload_size


def throw_away() -> demo.Account:
    name = f"verify-{uuid.uuid4().hex[:10]}"
    return demo.Account(f"{name}@example.com", name)


def verify(
    url: str,
    account: demo.Account,
    *,
    max_upload_size: int = MOST_BYTES,
    origin: str = "",
    environment: str = "",
    studio_url: str = "",
) -> Iterator[Check]:
    """Every check with what was wrong, if anything.

    `origin` is a page that may call, where not every one may; `environment` is asked itself too,
    with the AWS credentials that are here; at `studio_url` the API is served by CloudFront.
    """
    root = api_root(url)
    origin = origin or a_page(root)
    yield from gateway(root)
    yield documentation(url)
    tokens = MemoryTokens()
    with Client(url, tokens=tokens) as client:
        signed_in = attempt("an account signs in", lambda: demo.sign_in(client, account))
        yield signed_in
        if signed_in.fault:
            return
        yield signed_in_paths(root, tokens)
        if studio_url:
            yield from studio.api(studio_url, _access_token(tokens))
        yield from cognito.refusals(root, account)
        if environment:
            connect(environment)
            yield from cognito.threat_protection(account.email)
            yield Check("OpenAI's key is set", openai_key.fault())
        yield from uploads(client, max_upload_size, origin)
        yield attempt("a photograph comes back in another style", lambda: main_job(url, account))
        if origin:
            yield from pictures(client, origin)
        if not account.is_registered:
            yield attempt("the account is deleted", lambda: delete_account(client))


def gateway(root: str) -> Iterator[Check]:
    """What anybody is answered."""
    categories, log_in = f"{root}/styles/categories", f"{root}/auth/login/"
    bad_token = {"Authorization": "Bearer not.a.token"}
    slashless, slashed = ask(categories), ask(f"{categories}/")
    yield same("a path answers the same with and without its slash", slashless, slashed)
    yield is_error("an unknown path", ask(f"{root}/nothing-here/"), 404, "not_found")
    unsigned = ask(f"{root}/auth/profile/")
    yield is_error("no token", unsigned, 401, "unauthorized")
    yield has("no token, as a browser sees it", unsigned, "access-control-allow-origin")
    badly_signed = ask(f"{categories}/", headers=bad_token)
    yield is_error("a bad token on a public path", badly_signed, 401, "unauthorized")
    yield is_error("a malformed body", ask(log_in, b"{", JSON), 422, "invalid_request")
    text = {"Content-Type": "text/plain"}
    yield is_error("another content type", ask(log_in, b"{}", text), 415, "unsupported_media_type")
    preflight = ask(log_in, method="OPTIONS")
    yield Check("a preflight", "" if preflight.status == 204 else f"answered {preflight.status}")
    yield has("a preflight's methods", preflight, "access-control-allow-methods")


def documentation(url: str) -> Check:
    """A page where `public_docs` shows it, our 404 where not."""
    page = ask(f"{url.rstrip('/')}/docs/")
    if page.status == 404:
        return is_error("the documentation, which is not public here,", page, 404, "not_found")
    is_html = page.headers.get("content-type", "").startswith("text/html")
    fault = "" if page.status == 200 and is_html else f"answered {page.status}"
    return Check("the documentation is shown", fault)


def signed_in_paths(root: str, tokens: MemoryTokens) -> Check:
    profile = f"{root}/auth/profile/details"
    token = {"Authorization": f"Bearer {_access_token(tokens)}"}
    slashless, slashed = ask(profile, headers=token), ask(f"{profile}/", headers=token)
    return same("signed in, a path answers the same with and without its slash", slashless, slashed)


def _access_token(tokens: MemoryTokens) -> str:
    found = tokens.load()
    return found.access_token if found else ""


def a_page(root: str) -> str:
    """One that may call, as the gateway says; none where `cors_origins` names none."""
    allowed = ask(f"{root}/auth/login/", method="OPTIONS").headers.get(
        "access-control-allow-origin", ""
    )
    return "https://app.example.com" if allowed == "*" else allowed


def uploads(client: Client, max_upload_size: int, origin: str) -> Iterator[Check]:
    """What S3 lets a page do with the form that was signed for a caller, and refuses."""
    if origin:
        yield postable(client, origin)

    def too_large() -> Answer:
        return _post(_form(client), bytes(max_upload_size + 1))

    def changed(**fields: str) -> Answer:
        form = _form(client)
        form.fields |= fields
        return _post(form, PHOTO.read_bytes())

    yield refused("an upload over the limit", too_large)
    of_text = {"Content-Type": "text/html"}
    yield refused("an upload of another content type", lambda: changed(**of_text))
    yield refused("an upload to another key", lambda: changed(key="uploads/elsewhere"))


def postable(client: Client, origin: str) -> Check:
    name = "a page may post an upload"
    try:
        return presigned.upload(name, _form(client).url, origin)
    except SplashMyError as error:
        return Check(name, told(error))


def pictures(client: Client, origin: str) -> Iterator[Check]:
    """The latest of the account's own, as a page shows it."""
    for image in client.page(operations.images_list_images(page_size=1, status="ready")).results:
        yield presigned.download("a page may read a picture", image.url or "", origin)


def main_job(url: str, account: demo.Account) -> None:
    with TemporaryDirectory() as out:
        demo.run(
            url,
            photo=PHOTO,
            style="watercolor",
            prompt="A quiet morning.",
            out=Path(out),
            show=lambda _: None,
            account=demo.Account(account.email, account.username, account.password, True),
        )


def attempt(name: str, act: Callable[[], object]) -> Check:
    try:
        act()
    except SplashMyError as error:
        return Check(name, told(error))
    except Exception as error:  # noqa: BLE001 a broken deployment may answer anything
        return Check(name, f"{type(error).__name__}: {error}")
    return Check(name)


def delete_account(client: Client) -> None:
    client.send(operations.auth_delete_account())


def _form(client: Client) -> UploadForm:
    asked = operations.images_create_upload(
        filename="verify.jpg", content_type="image/jpeg", size=1
    )
    return client.send(asked).upload


def _post(form: UploadForm, photo: bytes) -> Answer:
    files = {"file": ("verify.jpg", photo, "image/jpeg")}
    return answered(httpx2.post(form.url, data=form.fields, files=files, timeout=60))
