"""How often a job writes each hot key: `python -m tests.benchmarks.hot_keys`.

Runs public style transfers of several users side by side on a local stack of its own, then public
uploads, and counts what the emulator wrote by partition; written to docs/hot-keys.json, from which
docs/scale.md is made. A key that all of them write and `tools.scale.hot_keys` does not name ends it
with an error.
"""

import json
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from infra.node import use_bundled_node
from local.assembly import synthesize
from local.stack import Stack, running_stack
from splashmy.core.clock import now
from splashmy.core.resources import IMAGES, JOBS, RESULTS, STYLES
from splashmy.images import reconciliation
from splashmy.styles import catalogue
from tests.benchmarks.usage import PHOTO, schedules
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.functions.images.uploading import settled, uploaded
from tests.functions.processing.running import run
from tests.users import Account, Accounts
from tools import load_catalogue
from tools.restore.tables import Item, items
from tools.scale.hot_keys import HOT_KEYS, SLUG, is_cooler, known
from tools.scale.sizes import WRITE_UNIT, item_bytes

FILE = Path("docs/hot-keys.json")
USERS, ACTS_EACH = 3, 4
QUIET = 5.0  # seconds, after which nothing of a job or an upload still runs
TABLES = {"jobs": JOBS, "results": RESULTS, "styles": STYLES, "images": IMAGES}

Written = Counter[tuple[str, bool]]  # by the name of a hot key, and if in a transaction
Act = Callable[[Account], None]


def main() -> None:
    use_bundled_node()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "usage.jsonl"
        file.touch()
        with running_stack(
            synthesize("local"), Path(folder), settings={"LOCAL_USAGE_FILE": str(file)}
        ) as stack:
            stack.lend_to_this_process()
            load_catalogue.load()
            measured = _measure(stack, file)
    FILE.write_text(json.dumps(measured, indent=1, sort_keys=True) + "\n")


def _measure(stack: Stack, file: Path) -> dict[str, Any]:
    accounts = Accounts(stack)
    client = Client(stack.api_url, accounts)
    users = [accounts.new(premium=True) for _ in range(USERS)]
    scheduled = {name for name, _ in schedules(stack)}
    written = Written()
    for act in (_jobs(client, users), _uploads(client)):
        begins_at = file.stat().st_size
        with ThreadPoolExecutor(USERS) as pool:
            list(pool.map(act, users))
        time.sleep(QUIET)
        with file.open() as lines:
            lines.seek(begins_at)
            written += _count(map(json.loads, lines), scheduled)
    sizes = _sizes()
    return {
        "date": f"{now():%Y-%m-%d}",
        "acts": USERS * ACTS_EACH,
        "keys": {
            one.name: {
                "together": round(written[one.name, True] / USERS / ACTS_EACH, 2),
                "alone": round(written[one.name, False] / USERS / ACTS_EACH, 2),
                "bytes": sizes.get(one.name, WRITE_UNIT),  # what is gone by then is small
            }
            for one in HOT_KEYS
            if written[one.name, True] or written[one.name, False]
        },
        "image": _image(),
    }


def _jobs(client: Client, users: list[Account]) -> Act:
    style = next(one.style for one in catalogue.current().offered)
    photos = {user.id: a_ready_image(user, PHOTO.read_bytes()).id for user in users}

    def act(user: Account) -> None:
        for _ in range(ACTS_EACH):
            asked = {"original_image_id": photos[user.id], "style_id": style.id, "is_public": True}
            job = run(client, user, job_type="style_transfer", **asked)
            assert job["status"] == "completed", job

    return act


def _uploads(client: Client) -> Act:
    def act(user: Account) -> None:
        for number in range(ACTS_EACH):
            described = {"title": f"Evening {number}", "tags": [SLUG], "is_public": True}
            image_id = uploaded(client, user, PHOTO.read_bytes(), filename="a.jpg", **described)
            assert settled(client, user, image_id)["status"] == "ready"

    return act


def _count(calls: Iterable[dict[str, Any]], scheduled: set[str]) -> Written:
    counted = Written()
    for call in calls:
        function = call["role"].rpartition("splashmy-local-")[2]
        if "key" not in call or not call["role"] or function in scheduled:
            continue
        table, (pk, sk) = call["table"].removeprefix("splashmy-local-"), call["key"]
        if found := known(table, pk, sk):
            counted[found.name, call["together"]] += 1
        elif not is_cooler(pk):
            raise ValueError(f"{function} writes {pk} {sk} of {table}: whose is it?")
    return counted


def _image() -> dict[str, int]:
    """What an image comes to in its table, and in the memory of the function that reads it all."""
    stored = list(items(IMAGES.id))
    images = sum(one["sk"]["S"].startswith("IMAGE#") for one in stored)
    tracemalloc.start()
    survey = reconciliation.survey_all()
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert not survey.drifted
    return {
        "items": round(len(stored) / images),
        "bytes": round(sum(map(item_bytes, stored)) / images),
        "memory": round(held / images),
    }


def _sizes() -> dict[str, int]:
    """The largest stored item of each hot key."""
    stored: list[tuple[str, Item]] = [
        (name, item) for name, table in TABLES.items() for item in items(table.id)
    ]
    sizes: dict[str, int] = {}
    for table, item in stored:
        if found := known(table, item["pk"]["S"], item["sk"]["S"]):
            sizes[found.name] = max(sizes.get(found.name, 0), item_bytes(item))
    return sizes


if __name__ == "__main__":
    main()
