"""What is asked of a deployed SplashMy, over HTTP only, that only a deployment shows."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from local import demo
from local.api import Api, DemoError, Json, multipart
from tools.verify_deploy.answers import Answer, Check, ask, has, is_error, refused, same

PHOTO = Path(__file__).parents[2] / "local/photograph.jpg"
JSON = {"Content-Type": "application/json"}
MOST_BYTES = 10 * 1024 * 1024  # the default of max_upload_size


def throw_away() -> demo.Account:
    name = f"verify-{uuid.uuid4().hex[:10]}"
    return demo.Account(f"{name}@example.com", name)


def verify(
    url: str, account: demo.Account, *, max_upload_size: int = MOST_BYTES
) -> Iterator[Check]:
    """Every check with what was wrong, if anything."""
    api = Api(url)
    yield from gateway(api)
    yield documentation(url)
    signed_in = attempt("an account signs in", lambda: demo.sign_in(api, account))
    yield signed_in
    if signed_in.fault:
        return
    yield signed_in_paths(api)
    yield from uploads(api, max_upload_size)
    yield attempt("a photograph comes back in another style", lambda: main_job(url, account))
    if not account.is_registered:
        yield attempt("the account is deleted", lambda: api.call("DELETE", "/auth/account/"))


def gateway(api: Api) -> Iterator[Check]:
    """What anybody is answered."""
    categories, log_in = f"{api.root}/styles/categories", f"{api.root}/auth/login/"
    bad_token = {"Authorization": "Bearer not.a.token"}
    slashless, slashed = ask(categories), ask(f"{categories}/")
    yield same("a path answers the same with and without its slash", slashless, slashed)
    yield is_error("an unknown path", ask(f"{api.root}/nothing-here/"), 404, "not_found")
    unsigned = ask(f"{api.root}/auth/profile/")
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


def signed_in_paths(api: Api) -> Check:
    token, profile = {"Authorization": f"Bearer {api.token}"}, f"{api.root}/auth/profile/details"
    slashless, slashed = ask(profile, headers=token), ask(f"{profile}/", headers=token)
    return same("signed in, a path answers the same with and without its slash", slashless, slashed)


def uploads(api: Api, max_upload_size: int) -> Iterator[Check]:
    """What S3 refuses by the form that was signed for a caller."""

    def too_large() -> Answer:
        with TemporaryDirectory() as folder:
            large = Path(folder, "large.jpg")
            large.write_bytes(bytes(max_upload_size + 1))
            return _post(_form(api), large)

    def changed(**fields: str) -> Answer:
        form = _form(api)
        form["fields"] |= fields
        return _post(form, PHOTO)

    yield refused("an upload over the limit", too_large)
    of_text = {"Content-Type": "text/html"}
    yield refused("an upload of another content type", lambda: changed(**of_text))
    yield refused("an upload to another key", lambda: changed(key="uploads/elsewhere"))


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
    except DemoError as error:
        return Check(name, str(error))
    except Exception as error:  # noqa: BLE001 a broken deployment may answer anything
        return Check(name, f"{type(error).__name__}: {error}")
    return Check(name)


def _form(api: Api) -> Json:
    description = {"filename": "verify.jpg", "content_type": "image/jpeg", "size": 1}
    form: Json = api.post("/images/upload/", description)["upload"]
    return form


def _post(form: Json, photo: Path) -> Answer:
    boundary = uuid.uuid4().hex
    body = multipart(form["fields"], photo, "image/jpeg", boundary)
    return ask(form["url"], body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})
