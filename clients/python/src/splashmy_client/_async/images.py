import time
from pathlib import Path

from splashmy_client import models, operations
from splashmy_client._async.api import AsyncApi
from splashmy_client._async.downloads import download
from splashmy_client._async.waiting import sleep
from splashmy_client.errors import PictureRefusedError, WaitedTooLongError
from splashmy_client.uploads import Progress, Watched, content_type, read

ASK_AGAIN = 1.0  # seconds, where the deployment doesn't say


class AsyncImage:
    """An uploaded picture; `info` is what was last known of it."""

    def __init__(self, api: AsyncApi, info: models.ImageAnswer) -> None:
        self._api = api
        self.info = info

    @property
    def id(self) -> str:
        return self.info.id

    async def wait(self, timeout: float = 120) -> "AsyncImage":
        """Until it was checked and moderated; the reason where it was refused.

        Raises `PictureRefusedError`, or `WaitedTooLongError` after `timeout` seconds.
        """
        deadline = time.monotonic() + timeout
        while self.info.status in ("awaiting_upload", "processing"):
            if time.monotonic() > deadline:
                raise WaitedTooLongError(f"The picture is still {self.info.status}.")
            await sleep(ASK_AGAIN)
            await self.refresh()
        if self.info.status != "ready":
            raise PictureRefusedError(_reason(self.info))
        return self

    async def refresh(self) -> "AsyncImage":
        found = await self._api.send(operations.images_get_image(self.id))
        if isinstance(found, models.ImageAnswer):
            self.info = found
        return self

    async def save(self, path: Path | str) -> Path:
        """Save it as it is shown: upright, and without what the camera noted."""
        found = await self._api.send(operations.images_download_image(self.id))
        return await download(self._api, found, Path(path))

    async def delete(self) -> None:
        await self._api.send(operations.images_delete_image(self.id))


async def upload(
    api: AsyncApi, photo: Path, title: str, key: str | None, on_progress: Progress | None
) -> AsyncImage:
    kind, content = content_type(photo), read(photo)
    asked = operations.images_create_upload(
        filename=photo.name, content_type=kind, size=len(content), title=title
    )
    created = await api.send(asked.with_key(key))
    form = created.upload
    request = api.http.build_request(
        "POST",
        form.url,
        data=form.fields,
        files={"file": (photo.name, Watched(content, on_progress), kind)},
    )
    response = await api.call(request, repeatable=True)
    if response.is_error:
        raise PictureRefusedError(f"The upload of {photo.name} answered {response.status_code}.")
    return AsyncImage(api, created.image)


def _reason(image: models.ImageAnswer) -> str:
    if image.failure:
        return image.failure.message
    return f"{image.original_filename} was refused: {', '.join(_labels(image))}."


def _labels(image: models.ImageAnswer) -> list[str]:
    return [str(label) for label in image.rejection.labels] if image.rejection else []
