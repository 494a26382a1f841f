from pathlib import Path

from splashmy_client import models, operations
from splashmy_client._async.api import AsyncApi
from splashmy_client._async.downloads import download


class AsyncResult:
    """A picture that a job made; `info` is what was last known of it."""

    def __init__(self, api: AsyncApi, info: models.ResultAnswer) -> None:
        self._api = api
        self.info = info

    @property
    def id(self) -> str:
        return self.info.id

    async def save(self, path: Path | str) -> Path:
        """Save the provider's own bytes as `path`, or under their own name in a folder."""
        found = await self._api.send(operations.processing_download_result(self.id))
        return await download(self._api, found, Path(path))

    async def favorite(self, favorite: bool = True) -> None:
        request = operations.processing_favorite_result(self.id, is_favorite=favorite)
        await self._api.send(request)

    async def rate(self, rating: int) -> None:
        """From 1 to 5; a second rating replaces the first."""
        await self._api.send(operations.processing_rate_result(self.id, rating=rating))

    async def publish(self, public: bool = True) -> None:
        """Let everyone see it, or nobody but you."""
        request = operations.processing_set_result_visibility(self.id, is_public=public)
        await self._api.send(request)

    async def delete(self) -> None:
        await self._api.send(operations.processing_delete_result(self.id))
