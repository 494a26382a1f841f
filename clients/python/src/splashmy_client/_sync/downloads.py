"""Generated from _async by `make docs`."""

import os
from pathlib import Path
from typing import Protocol

from splashmy_client._sync.api import Api
from splashmy_client.errors import NotReachedError


class Download(Protocol):
    download_url: str
    filename: str


def download(api: Api, found: Download, path: Path) -> Path:
    """Save what is at a presigned URL as `path`, or under its own name in the folder `path`.

    The file is whole or not there at all.
    """
    path = path / Path(found.filename).name if path.is_dir() else path
    response = api.call(api.http.build_request("GET", found.download_url), repeatable=True)
    if response.is_error:
        raise NotReachedError(f"The download answered {response.status_code}.")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_bytes(response.content)
    part.replace(path)
    return path
