"""The main job over the real API: a photograph goes up and comes back in another style."""

import mimetypes
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request

from PIL import ExifTags, Image
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from local.api import Api, DemoError, Json, RefusedError, multipart, send
from local.sheet import before_after
from splashmy.core.ids import ImageId, JobId, ResultId, StyleId

__all__ = ["Account", "DemoError", "DemoResult", "run", "shown_progress"]

Show = Callable[[str], None]


@dataclass(frozen=True)
class Account:
    email: str = "demo@splashmy.example"
    username: str = "demo"
    password: str = "Water-colour-2026"  # noqa: S105
    is_registered: bool = False


@dataclass(frozen=True)
class DemoResult:
    account: Account
    image_id: ImageId
    job_id: JobId
    result_id: ResultId
    before: Path
    after: Path
    sheet: Path
    seconds: float


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
    started, api = time.monotonic(), Api(api_url)
    out.mkdir(parents=True, exist_ok=True)
    show("Signing in")
    sign_in(api, account)
    show(f"Uploading {photo.name}")
    image_id = upload(api, photo)
    show("Checking, turning and tagging the photograph")
    image = _ready_image(api, ImageId(image_id))
    chosen = find_style(api, style)
    show(f"Transforming it to {chosen['name']}")
    job = transform(api, ImageId(image_id), chosen["id"], prompt)
    show("Downloading the result")
    result = next(api.listed(f"/processing/jobs/{job['id']}/results/"))
    download = api.get(f"/processing/results/{result['id']}/download/")
    before, after = (
        fetch(image["url"], out / "before"),
        fetch(download["download_url"], out / "after"),
    )
    show("Laying out the before and after sheet")
    seconds, sheet = time.monotonic() - started, out / "before-after.png"
    note = (
        f"{maker(after) or job['model']} · {result['width']} x {result['height']} · {seconds:.1f} s"
    )
    before_after(before, after, style=chosen["name"], prompt=prompt, path=sheet, note=note)
    return DemoResult(
        account, ImageId(image_id), job["id"], result["id"], before, after, sheet, seconds
    )


def sign_in(api: Api, account: Account) -> None:
    if not account.is_registered:
        _register(api, account)
    session = api.post("/auth/login/", {"identifier": account.email, "password": account.password})
    api.token = session["access_token"]


def _register(api: Api, account: Account) -> None:
    registration = {
        "email": account.email,
        "username": account.username,
        "password": account.password,
        "password_confirm": account.password,
    }
    try:
        api.post("/auth/register/", registration)
    except RefusedError as refused:
        if refused.status != 409:
            raise


def upload(api: Api, photo: Path) -> str:
    content_type = mimetypes.guess_type(photo.name)[0] or "application/octet-stream"
    description = {
        "filename": photo.name,
        "content_type": content_type,
        "size": photo.stat().st_size,
        "title": photo.stem,
    }
    created = api.post("/images/upload/", description)
    form = created["upload"]
    boundary = uuid.uuid4().hex
    body = multipart(form["fields"], photo, content_type, boundary)
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    send(Request(form["url"], body, headers, method="POST"))
    image_id: ImageId = created["image"]["id"]
    return image_id


def _ready_image(api: Api, image_id: ImageId) -> Json:
    image = api.until(f"/images/{image_id}/", {"ready", "rejected", "failed"})
    if image["status"] == "rejected":
        raise DemoError(f"The photograph was rejected: {image['rejection']['labels']}.")
    if image["status"] == "failed":
        raise DemoError(f"The photograph could not be used: {image['failure']['message']}")
    return image


def find_style(api: Api, wanted: str) -> Json:
    for style in api.listed("/styles/?page_size=50"):
        if wanted.lower() in (style["slug"].lower(), style["name"].lower()):
            return style
    raise DemoError(f"There is no style named {wanted}.")


def transform(api: Api, image_id: ImageId, style_id: StyleId, prompt: str) -> Json:
    asked = {
        "job_type": "style_transfer",
        "original_image_id": image_id,
        "style_id": style_id,
        "prompt": prompt,
    }
    job = api.post("/processing/jobs/", asked)
    job = api.until(f"/processing/jobs/{job['id']}/", {"completed", "failed", "cancelled"})
    if job["status"] != "completed":
        raise DemoError(f"The job {job['status']}: {(job['failure'] or {}).get('message', '')}")
    return job


def maker(picture: Path) -> str:
    """The software that the picture itself names: the local preview does, OpenAI does not."""
    with Image.open(picture) as opened:
        return str(opened.info.get("Software") or opened.getexif().get(ExifTags.Base.Software, ""))


def fetch(url: str, path: Path) -> Path:
    """Save what is at `url` under `path`, with the suffix of its content type."""
    content, headers = send(Request(url))
    saved = path.with_suffix(mimetypes.guess_extension(headers.get("Content-Type") or "") or ".png")
    saved.write_bytes(content)
    return saved


@contextmanager
def shown_progress() -> Iterator[Show]:
    """Each stage on its own line, with the seconds it took."""
    columns = (
        SpinnerColumn(finished_text="[green]✓[/green]"),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns) as progress:
        current: list[TaskID] = []

        def show(stage: str) -> None:
            for task in current:
                progress.update(task, total=1, completed=1)
            current[:] = [progress.add_task(stage, total=None)]

        yield show
        for task in current:
            progress.update(task, total=1, completed=1)
