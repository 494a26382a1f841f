"""The main job over the real API: a photograph goes up and comes back in another style."""

import time
from dataclasses import dataclass
from pathlib import Path

from PIL import ExifTags, Image

from local.progress import Show
from local.sheet import before_after
from splashmy_client import ApiError, Client, SplashMyError


@dataclass(frozen=True)
class Account:
    email: str = "demo@splashmy.example"
    username: str = "demo"
    password: str = "Water-colour-2026"  # noqa: S105
    is_registered: bool = False


@dataclass(frozen=True)
class DemoResult:
    account: Account
    job_id: str
    before: Path
    after: Path
    sheet: Path


def run(
    api_url: str,
    *,
    photo: Path,
    style: str,
    prompt: str,
    out: Path,
    show: Show = print,
    account: Account = Account(),
) -> DemoResult:
    started = time.monotonic()
    out.mkdir(parents=True, exist_ok=True)
    with Client(api_url) as client:
        show("Signing in")
        sign_in(client, account)
        chosen = client.style(style)
        show(f"Uploading {photo.name}")
        image = client.upload(photo)
        show("Checking, turning and tagging the photograph")
        image.wait()
        show(f"Transforming it to {chosen.name}")
        job = client.transform(image, style=chosen.slug, prompt=prompt).wait()
        show("Downloading the result")
        result = job.results()[0]
        before = image.save(out / f"before.{image.info.format}")
        after = result.save(out / f"after.{result.info.format}")
    show("Laying out the before and after sheet")
    size = f"{result.info.width} x {result.info.height}"
    note = f"{maker(after) or job.info.model} · {size} · {time.monotonic() - started:.1f} s"
    sheet = out / "before-after.png"
    before_after(before, after, style=chosen.name, prompt=prompt, path=sheet, note=note)
    return DemoResult(account, job.id, before, after, sheet)


def sign_in(client: Client, account: Account) -> None:
    """Registering comes second: few registrations are allowed in 15 minutes."""
    try:
        client.sign_in(account.email, account.password)
    except ApiError as refused:
        if account.is_registered or refused.code != "invalid_credentials":
            raise
        if not client.register(account.email, account.username, account.password):
            raise SplashMyError(
                "New accounts have to verify their email here: sign in with one of yours."
            ) from None


def maker(picture: Path) -> str:
    """The software that the picture itself names: the local preview does, OpenAI does not."""
    with Image.open(picture) as opened:
        return str(opened.info.get("Software") or opened.getexif().get(ExifTags.Base.Software, ""))
