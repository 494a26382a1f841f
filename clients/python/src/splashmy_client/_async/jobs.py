import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from splashmy_client import models, operations
from splashmy_client._async.api import AsyncApi
from splashmy_client._async.results import AsyncResult
from splashmy_client._async.waiting import sleep
from splashmy_client.errors import JobFailedError, WaitedTooLongError

RUNNING = {"pending", "moderating", "processing", "streaming"}


class AsyncJob:
    """A job; `info` is what was last known of it."""

    def __init__(self, api: AsyncApi, info: models.JobAnswer) -> None:
        self._api = api
        self.info = info

    @property
    def id(self) -> str:
        return self.info.id

    @property
    def status(self) -> str:
        return self.info.status

    @property
    def is_running(self) -> bool:
        return self.status in RUNNING

    async def refresh(self) -> "AsyncJob":
        self.info = await self._api.send(operations.processing_get_job(self.id))
        return self

    async def events(self, after: int = 0) -> AsyncIterator[models.EventAnswer]:
        """What happens to it, from event `after` on, until it ends."""
        while True:
            request = operations.processing_list_job_events(self.id, after=after)
            page = await self._api.page(request)
            for event in page.results:
                after = event.seq
                yield event
            if not page.results and page.retry_after is None:
                return
            if page.retry_after and page.next is None:
                await sleep(page.retry_after)

    async def wait(
        self,
        timeout: float = 600,
        *,
        on_event: Callable[[models.EventAnswer], object] | None = None,
    ) -> "AsyncJob":
        """Until it is completed; `on_event` is called with all that happens on the way.

        Raises `JobFailedError` if it fails or is cancelled, `WaitedTooLongError` after `timeout`
        seconds; the job itself goes on then.
        """
        deadline = time.monotonic() + timeout
        etag: str | None = None
        seen = 0
        while True:
            reply = await self._api.ask(operations.processing_get_job(self.id), etag)
            self.info, etag = reply.answer or self.info, reply.etag
            if on_event:
                seen = await self._tell(on_event, seen)
            if not self.is_running:
                break
            if time.monotonic() > deadline:
                raise WaitedTooLongError(f"The job is still {self.status} after {timeout:.0f} s.")
            await sleep(reply.retry_after or 1)
        if self.status != "completed":
            raise JobFailedError(self.status, self.info.failure)
        return self

    async def cancel(self) -> "AsyncJob":
        self.info = await self._api.send(operations.processing_cancel_job(self.id))
        return self

    async def retry(self) -> "AsyncJob":
        """A new job like this one, which failed."""
        return AsyncJob(self._api, await self._api.send(operations.processing_retry_job(self.id)))

    async def results(self) -> list[AsyncResult]:
        request = operations.processing_list_job_results(self.id)
        return [AsyncResult(self._api, one) async for one in self._api.items(request)]

    async def save(self, path: Path | str) -> list[Path]:
        """Save its pictures: one as `path`, several with a number before the suffix.

        In a folder they have the names that the deployment gives them.
        """
        results, path = await self.results(), Path(path)
        if len(results) == 1 or path.is_dir():
            return [await one.save(path) for one in results]
        names = [path.with_stem(f"{path.stem}-{n}") for n in range(1, len(results) + 1)]
        return [await one.save(name) for one, name in zip(results, names, strict=True)]

    async def _tell(self, on_event: Callable[[models.EventAnswer], object], seen: int) -> int:
        request = operations.processing_list_job_events(self.id, after=seen)
        async for event in self._api.items(request):
            on_event(event)
            seen = event.seq
        return seen
