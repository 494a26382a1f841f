"""Generated from _async by `make docs`."""

import time
from pathlib import Path

from splashmy_client import models, operations
from splashmy_client._sync.api import Api
from splashmy_client._sync.downloads import download
from splashmy_client._sync.waiting import sleep
from splashmy_client.errors import PictureRefusedError, WaitedTooLongError
from splashmy_client.uploads import Progress, Watched, content_type, read

ASK_AGAIN = 1.0  # seconds, where the deployment doesn't say


class Image:
    """An uploaded picture; `info` is what was last known of it."""

    def __init__(self, api: Api, info: models.ImageAnswer) -> None:
        self._api = api
        self.info = info

    @property
    def id(self) -> str:
        return self.info.id

    def wait(self, timeout: float = 120) -> "Image":
        """Until it was checked and moderated; the reason where it was refused.

        Raises `PictureRefusedError`, or `WaitedTooLongError` after `timeout` seconds.
        """
        deadline = time.monotonic() + timeout
        while self.info.status in ("awaiting_upload", "processing"):
            if time.monotonic() > deadline:
                raise WaitedTooLongError(f"The picture is still {self.info.status}.")
            sleep(ASK_AGAIN)
            self.refresh()
        if self.info.status != "ready":
            raise PictureRefusedError(_reason(self.info))
        return self

    def refresh(self) -> "Image":
        found = self._api.send(operations.images_get_image(self.id))
        if isinstance(found, models.ImageAnswer):
            self.info = found
        return self

    def save(self, path: Path | str) -> Path:
        """Save it as it is shown: upright, and without what the camera noted."""
        found = self._api.send(operations.images_download_image(self.id))
        return download(self._api, found, Path(path))

    def delete(self) -> None:
        self._api.send(operations.images_delete_image(self.id))


def upload(
    api: Api, photo: Path, title: str, key: str | None, on_progress: Progress | None
) -> Image:
    kind, content = content_type(photo), read(photo)
    asked = operations.images_create_upload(
        filename=photo.name, content_type=kind, size=len(content), title=title
    )
    created = api.send(asked.with_key(key))
    form = created.upload
    request = api.http.build_request(
        "POST",
        form.url,
        data=form.fields,
        files={"file": (photo.name, Watched(content, on_progress), kind)},
    )
    response = api.call(request, repeatable=True)
    if response.is_error:
        raise PictureRefusedError(f"The upload of {photo.name} answered {response.status_code}.")
    return Image(api, created.image)


def _reason(image: models.ImageAnswer) -> str:
    if image.failure:
        return image.failure.message
    return f"{image.original_filename} was refused: {', '.join(_labels(image))}."


def _labels(image: models.ImageAnswer) -> list[str]:
    return [str(label) for label in image.rejection.labels] if image.rejection else []
