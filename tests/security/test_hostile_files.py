"""Hostile and odd files on the way that any upload takes: posted to S3, and taken in."""

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

AT_ONCE = 4


@dataclass(frozen=True)
class Outcome:
    file: File
    image: dict[str, Any]

    @property
    def outcome_code(self) -> str:
        failure = self.image["failure"]
        return str(failure["code"] if failure else self.image["status"])


@pytest.fixture(scope="module")
def outcomes(client: Client, accounts: Accounts) -> list[Outcome]:
    """What became of each file; each of the users uploads fewer than their daily limit."""
    users = [accounts.new(premium=True) for _ in range(AT_ONCE)]

    def outcome(user: Any, file: File) -> Outcome:
        image_id = uploaded(client, user, file.content, filename=f"odd.{file.suffix}")
        return Outcome(file, settled(client, user, image_id))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [*pool.map(outcome, cycle(users), corpus.files())]


def test_every_file_ends_as_it_should(outcomes: list[Outcome], subtests: pytest.Subtests) -> None:
    for outcome in outcomes:
        with subtests.test(file=outcome.file.name):
            assert outcome.outcome_code in outcome.file.outcomes_allowed
            assert bool(outcome.image["url"]) == (outcome.outcome_code == "ready")
    assert len(outcomes) >= 250


def test_what_hides_beside_the_pixels_is_never_served(
    outcomes: list[Outcome], subtests: pytest.Subtests
) -> None:
    hiding = [one for one in outcomes if "script" in one.file.name]
    assert hiding
    for image in (one.image for one in hiding):
        for url in (image["url"], image["thumbnail_url"]):
            with subtests.test(url=url):
                served = fetched(url)
                assert PAYLOAD not in served
                with Image.open(BytesIO(served)) as picture:
                    picture.load()
                    assert not {"comment", "Comment", "exif", "xmp"} & picture.info.keys()
