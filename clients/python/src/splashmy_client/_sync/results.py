"""Generated from _async by `make docs`."""

from pathlib import Path

from splashmy_client import models, operations
from splashmy_client._sync.api import Api
from splashmy_client._sync.downloads import download


class Result:
    """A picture that a job made; `info` is what was last known of it."""

    def __init__(self, api: Api, info: models.ResultAnswer) -> None:
        self._api = api
        self.info = info

    @property
    def id(self) -> str:
        return self.info.id

    def save(self, path: Path | str) -> Path:
        """Save the provider's own bytes as `path`, or under their own name in a folder."""
        found = self._api.send(operations.processing_download_result(self.id))
        return download(self._api, found, Path(path))

    def favorite(self, favorite: bool = True) -> None:
        request = operations.processing_favorite_result(self.id, is_favorite=favorite)
        self._api.send(request)

    def rate(self, rating: int) -> None:
        """From 1 to 5; a second rating replaces the first."""
        self._api.send(operations.processing_rate_result(self.id, rating=rating))

    def publish(self, public: bool = True) -> None:
        """Let everyone see it, or nobody but you."""
        request = operations.processing_set_result_visibility(self.id, is_public=public)
        self._api.send(request)

    def delete(self) -> None:
        self._api.send(operations.processing_delete_result(self.id))
