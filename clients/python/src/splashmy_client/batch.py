"""A folder of photos, each painted once, however often it is interrupted and begun again."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from pydantic import BaseModel, TypeAdapter

from splashmy_client._sync.client import Client
from splashmy_client.errors import JobFailedError, PictureRefusedError
from splashmy_client.options import JobOptions
from splashmy_client.uploads import CONTENT_TYPES, read

STATE = ".splashmy-batch.json"


class Entry(BaseModel):
    """What is known of one photo. One that has `failure` is left alone until it is reset."""

    content: str = ""
    attempt: int = 1
    image_id: str = ""
    job_id: str = ""
    saved: list[str] = []
    failure: str = ""


STATES = TypeAdapter(dict[str, Entry])


@dataclass(frozen=True)
class JobSettings:
    style: str
    prompt: str
    options: JobOptions


class Batch:
    """The photos of `folder`, painted into `out`, where the file `STATE` says how far each is."""

    def __init__(self, client: Client, folder: Path, out: Path, settings: JobSettings) -> None:
        self.client = client
        self.folder = folder
        self.out = out
        self.settings = settings
        self._writing = threading.Lock()
        self._stopped = threading.Event()
        out.mkdir(parents=True, exist_ok=True)
        state = out / STATE
        self.entries = STATES.validate_json(state.read_bytes()) if state.exists() else {}
        for photo in photos(folder, out):
            self.entries.setdefault(str(photo.relative_to(folder)), Entry())

    def retry_failed(self) -> None:
        for name, entry in self.entries.items():
            if entry.failure:
                self.entries[name] = Entry(attempt=entry.attempt + 1)

    @property
    def waiting(self) -> list[str]:
        return [name for name, one in self.entries.items() if not self._is_done(name, one)]

    def run(self, parallel: int, on_done: Callable[[str, Entry], object]) -> None:
        """Paint all that waits, `parallel` at a time.

        One photo that can't be used stops no other. What would stop them all, such as a spent
        quota, is raised once those that were begun have ended.
        """
        with ThreadPoolExecutor(parallel) as threads:
            begun = [threads.submit(self._paint, name, on_done) for name in self.waiting]
            try:
                wait(begun)
            except KeyboardInterrupt:
                self._stopped.set()
                raise
        errors = [error for one in begun if (error := one.exception())]
        if errors:
            raise errors[0]

    def _paint(self, name: str, on_done: Callable[[str, Entry], object]) -> None:
        if self._stopped.is_set():
            return
        entry = self.entries[name]
        try:
            self._advance(name, entry)
        except (PictureRefusedError, JobFailedError) as error:
            self._note(entry, failure=str(error))
        except BaseException:
            self._stopped.set()
            raise
        on_done(name, entry)

    def _advance(self, name: str, entry: Entry) -> None:
        photo = self.folder / name
        content = hashlib.sha256(read(photo)).hexdigest()
        if entry.content != content:  # the photo is another one than it was
            self._note(entry, content=content, image_id="", job_id="", saved=[])
        if not entry.image_id:
            image = self.client.upload(photo, key=self._key("upload", entry))
            self._note(entry, image_id=image.id)
        if not entry.job_id:
            job = self.client.transform(
                self.client.image(entry.image_id),
                style=self.settings.style,
                prompt=self.settings.prompt,
                key=self._key(repr(self.settings), entry),
                **self.settings.options,
            )
            self._note(entry, job_id=job.id)
        job = self.client.job(entry.job_id).wait()
        form = job.results()[0].info.format
        target = (self.out / name).with_suffix(f".{form}")
        self._note(entry, saved=[str(one.relative_to(self.out)) for one in job.save(target)])

    def _key(self, what: str, entry: Entry) -> str:
        """The same in every run: what was asked for before a crash is not made again."""
        return str(uuid5(NAMESPACE_URL, f"{what} {entry.content} {entry.attempt}"))

    def _note(self, entry: Entry, **news: str | list[str]) -> None:
        with self._writing:
            for field, value in news.items():
                setattr(entry, field, value)
            part = self.out / f"{STATE}.part"
            part.write_bytes(STATES.dump_json(self.entries, indent=2))
            part.replace(self.out / STATE)

    def _is_done(self, name: str, entry: Entry) -> bool:
        if entry.failure:
            return True
        return bool(entry.saved) and all((self.out / one).exists() for one in entry.saved)


def photos(folder: Path, out: Path) -> Iterator[Path]:
    """Every picture in it and in its folders, but none that was painted."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in CONTENT_TYPES and out.resolve() not in path.resolve().parents:
            yield path
