"""Hostile and odd files on the way that any upload takes: posted to S3, and taken in."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from itertools import cycle
from typing import Any

import pytest
from PIL import Image

from tests.client import Client
from tests.functions.images.uploading import fetched, settled, uploaded
from tests.security import corpus
from tests.security.corpus import PAYLOAD, File
from tests.users import Accounts

FILES = {file.name: file for file in corpus.files()}
AT_ONCE = 4


@dataclass(frozen=True)
class Outcome:
    image: dict[str, Any]

    @property
    def outcome_code(self) -> str:
        failure = self.image["failure"]
        return str(failure["code"] if failure else self.image["status"])


@pytest.fixture(scope="module")
def outcomes(client: Client, accounts: Accounts) -> Iterator[dict[str, Outcome]]:
    """What became of each file; each of the users uploads fewer than their daily limit."""
    users = [accounts.new(premium=True) for _ in range(AT_ONCE)]

    def outcome(user: Any, file: File) -> Outcome:
        image_id = uploaded(client, user, file.content, filename=f"odd.{file.suffix}")
        return Outcome(settled(client, user, image_id))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = pool.map(outcome, cycle(users), FILES.values())
        yield dict(zip(FILES, found, strict=True))


@pytest.mark.parametrize("name", FILES)
def test_a_file_ends_as_it_should(name: str, outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes[name]

    assert outcome.outcome_code in FILES[name].outcomes_allowed
    assert bool(outcome.image["url"]) == (outcome.outcome_code == "ready")


@pytest.mark.parametrize("name", [name for name in FILES if "script" in name])
def test_what_hides_beside_the_pixels_is_never_served(
    name: str, outcomes: dict[str, Outcome]
) -> None:
    image = outcomes[name].image

    for url in (image["url"], image["thumbnail_url"]):
        served = fetched(url)
        assert PAYLOAD not in served
        with Image.open(BytesIO(served)) as picture:
            picture.load()
            assert not {"comment", "Comment", "exif", "xmp"} & picture.info.keys()


def test_the_corpus_has_at_least_250_files() -> None:
    assert len(FILES) >= 250
