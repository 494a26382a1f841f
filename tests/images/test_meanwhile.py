"""What somebody else does between the read and the write of a change is neither lost nor undone."""

from collections.abc import Iterator
from functools import partial
from uuid import uuid4

import pytest

from splashmy.core.ids import ReservedId
from splashmy.core.reports import AlreadyReported
from splashmy.images import changes, downloads, lists, tags, takedowns, vocabulary
from splashmy.images.records import Image, ImageNotFound, Tag, Tally
from splashmy.images.schemas import EditImage
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.factories.jobs import signed_in
from tests.functions.images.test_list_images import listed
from tests.meanwhile import before
from tests.users import Account, Accounts


@pytest.fixture
def ana(accounts: Accounts) -> Account:
    return accounts.new()


def a_tagged_image(ana: Account) -> tuple[str, Image]:
    """A tag that nobody has used before, and a public image with it."""
    slug = uuid4().hex
    return slug, a_ready_image(ana, is_public=True, tags=tags.manual([slug]))


def is_known(slug: str) -> bool:
    return Tag.count(vocabulary.ALL, Tag.sk == slug, consistent_read=True) == 1


def uncounted() -> int:
    """Tags that the length of the vocabulary leaves out; others may have left some behind."""
    tally = Tally.get(*Tally.key(vocabulary.ALL), consistent_read=True)
    return Tag.count(vocabulary.ALL, consistent_read=True) - int(tally.length)


def test_the_same_edit_twice_at_once_is_counted_once(
    client: Client, ana: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = a_ready_image(ana)
    edit = partial(changes.apply, ana.id, image.id, EditImage(title="Sea"))
    before(monkeypatch, lists, "moves", edit)

    edit()

    assert listed(client, ana, search="sea") == (1, [image.id])


def test_an_image_that_its_owner_hides_meanwhile_is_not_found(
    accounts: Accounts, ana: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = a_ready_image(ana, is_public=True)
    hide = partial(changes.apply, ana.id, image.id, EditImage(is_public=False))
    before(monkeypatch, changes, "find", hide)

    with pytest.raises(ImageNotFound):
        changes.see(image.id, accounts["bob"].id)


@pytest.fixture
def to_be_erased(ana: Account) -> Iterator[Image]:
    """It is in lists that are counted, so it comes back into them."""
    image = a_ready_image(ana)
    yield image
    image.save()


def test_an_image_that_is_erased_while_it_is_downloaded_does_not_come_back(
    to_be_erased: Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = to_be_erased
    before(monkeypatch, Image, "update", image.delete)

    with pytest.raises(ImageNotFound):
        downloads.download(image.id, image.owner_id)

    with pytest.raises(Image.DoesNotExist):
        Image.get(image.pk, image.sk)


def test_two_reports_of_one_user_at_once_are_one(
    accounts: Accounts, ana: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    image, bob = a_ready_image(ana, is_public=True), signed_in(accounts["bob"])
    report = partial(takedowns.report, image.id, bob, "copyright", "I took it.")
    before(monkeypatch, lists, "moves", report)

    with pytest.raises(AlreadyReported):
        report()

    assert changes.find(ana.id, image.id).report_count == 1


def test_a_tag_that_two_images_bring_at_once_is_counted_once(
    ana: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    slug, image = a_tagged_image(ana)
    vocabulary.learn(a_tagged_image(ana)[1])
    others = uncounted()
    before(monkeypatch, vocabulary, "transact", partial(vocabulary.learn, image))

    vocabulary.learn(image)

    assert is_known(slug)
    assert uncounted() == others


def test_a_tag_that_an_image_carries_again_is_not_forgotten(ana: Account) -> None:
    slug, image = a_tagged_image(ana)
    vocabulary.learn(image)

    vocabulary.forget(Tag.get(*Tag.key(slug)))

    assert is_known(slug)


def test_a_tag_that_was_curated_meanwhile_is_not_forgotten(ana: Account) -> None:
    slug, image = a_tagged_image(ana)
    vocabulary.learn(image)
    changes.apply(ana.id, image.id, EditImage(is_public=False))
    vocabulary.curate(slug, "", ReservedId(uuid4().hex))

    vocabulary.forget(Tag.get(*Tag.key(slug)))

    assert is_known(slug)


def test_a_tag_that_is_removed_while_it_is_curated_is_counted_again(
    ana: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    slug, image = a_tagged_image(ana)
    vocabulary.learn(image)
    others = uncounted()
    before(monkeypatch, Tag, "update", partial(vocabulary.remove, slug))

    vocabulary.curate(slug, "", ReservedId(uuid4().hex))

    assert is_known(slug)
    assert uncounted() == others
