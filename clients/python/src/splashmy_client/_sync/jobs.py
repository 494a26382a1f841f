"""Generated from _async by `make docs`."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from splashmy_client import models, operations
from splashmy_client._sync.api import Api
from splashmy_client._sync.results import Result
from splashmy_client._sync.waiting import sleep
from splashmy_client.errors import JobFailedError, WaitedTooLongError

RUNNING = {"pending", "moderating", "processing", "streaming"}


class Job:
    """A job; `info` is what was last known of it."""

    def __init__(self, api: Api, info: models.JobAnswer) -> None:
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

    def refresh(self) -> "Job":
        self.info = self._api.send(operations.processing_get_job(self.id))
        return self

    def events(self, after: int = 0) -> Iterator[models.EventAnswer]:
        """What happens to it, from event `after` on, until it ends."""
        while True:
            request = operations.processing_list_job_events(self.id, after=after)
            page = self._api.page(request)
            for event in page.results:
                after = event.seq
                yield event
            if not page.results and page.retry_after is None:
                return
            if page.retry_after and page.next is None:
                sleep(page.retry_after)

    def wait(
        self,
        timeout: float = 600,
        *,
        on_event: Callable[[models.EventAnswer], object] | None = None,
    ) -> "Job":
        """Until it is completed; `on_event` is called with all that happens on the way.

        Raises `JobFailedError` if it fails or is cancelled, `WaitedTooLongError` after `timeout`
        seconds; the job itself goes on then.
        """
        deadline = time.monotonic() + timeout
        etag: str | None = None
        seen = 0
        while True:
            reply = self._api.ask(operations.processing_get_job(self.id), etag)
            self.info, etag = reply.answer or self.info, reply.etag
            if on_event:
                seen = self._tell(on_event, seen)
            if not self.is_running:
                break
            if time.monotonic() > deadline:
                raise WaitedTooLongError(f"The job is still {self.status} after {timeout:.0f} s.")
            sleep(reply.retry_after or 1)
        if self.status != "completed":
            raise JobFailedError(self.status, self.info.failure)
        return self

    def cancel(self) -> "Job":
        self.info = self._api.send(operations.processing_cancel_job(self.id))
        return self

    def retry(self) -> "Job":
        """A new job like this one, which failed."""
        return Job(self._api, self._api.send(operations.processing_retry_job(self.id)))

    def results(self) -> list[Result]:
        request = operations.processing_list_job_results(self.id)
        return [Result(self._api, one) for one in self._api.items(request)]

    def save(self, path: Path | str) -> list[Path]:
        """Save its pictures: one as `path`, several with a number before the suffix.

        In a folder they have the names that the deployment gives them.
        """
        results, path = self.results(), Path(path)
        if len(results) == 1 or path.is_dir():
            return [one.save(path) for one in results]
        names = [path.with_stem(f"{path.stem}-{n}") for n in range(1, len(results) + 1)]
        return [one.save(name) for one, name in zip(results, names, strict=True)]

    def _tell(self, on_event: Callable[[models.EventAnswer], object], seen: int) -> int:
        request = operations.processing_list_job_events(self.id, after=seen)
        for event in self._api.items(request):
            on_event(event)
            seen = event.seq
        return seen
