"""A user's images: found, written and listed. Every write of an image goes through here."""

from collections.abc import Callable
from typing import Any

from pynamodb.expressions.update import Action

from splashmy.core.clock import now
from splashmy.core.ids import ImageId, UserId
from splashmy.core.records import read_together
from splashmy.core.transactions import Transaction, optimistic, transact
from splashmy.images import lists, tags, vocabulary
from splashmy.images.records import Entry, Image, ImageNotFound, ImageTakenDown
from splashmy.images.schemas import EditImage

Edit = Callable[[Image], None]
Also = Callable[[Transaction], None]


def apply(owner_id: UserId, image_id: ImageId, wanted: EditImage) -> Image:
    sent = wanted.given()

    def edit(image: Image) -> None:
        if image.taken_down and sent.get("is_public"):
            raise ImageTakenDown
        if "is_public" in sent:  # so that it stays hidden once it is restored
            image.was_public = False
        for name, value in sent.items():
            setattr(image, name, tags.edit(image.tags, value) if name == "tags" else value)

    image = change(owner_id, image_id, edit)
    vocabulary.learn(image)
    return image


def find(owner_id: UserId, image_id: ImageId, *, deleted_too: bool = False) -> Image:
    """The owner's image, as it is now; ImageNotFound also when it is deleted or another's."""
    try:
        image = Image.get(*Image.key(owner_id, image_id), consistent_read=True)
    except Image.DoesNotExist:
        raise ImageNotFound from None
    if image.is_deleted and not deleted_too:
        raise ImageNotFound
    return image


def see(image_id: ImageId, caller_id: UserId) -> Image:
    """An image that is the caller's own, or public."""
    own, entry = read_together(
        (Image, Image.key(caller_id, image_id)), (Entry, (lists.PUBLIC, image_id))
    )
    image = find(entry.owner_id, image_id) if entry and not own else own
    if not image or image.is_deleted or not (own or lists.PUBLIC in lists.of(image)):
        raise ImageNotFound
    found: Image = image
    return found


def add(image: Image, also: Also) -> Image:
    """Store a new image and put it into its lists; a condition of `also` may refuse it."""
    todo, later = lists.combine({}, lists.moves(set(), lists.of(image)))
    image.pending_lists = later or None

    def write(transaction: Transaction) -> None:
        transaction.save(image, Image.pk.does_not_exist())
        lists.move(transaction, image, todo)
        lists.note_rest(transaction, image, had_rest=False)
        also(transaction)
        lists.count(transaction, todo, {lists.of_user(image.owner_id): charged(image)})

    transact(write)
    return _finish(image)


@optimistic
def change(
    owner_id: UserId,
    image_id: ImageId,
    edit: Edit,
    also: Also | None = None,
    *,
    deleted_too: bool = False,
) -> Image:
    """Edit an image and move it between its lists, all in one transaction.

    `edit` sees the image as it is and may raise to leave it so. Tried again when somebody else
    wrote meanwhile.
    """
    return _finish(_changed(find(owner_id, image_id, deleted_too=deleted_too), edit, also))


def _changed(image: Image, edit: Edit, also: Also | None) -> Image:
    revision, stored, names = image.revision, image.serialize(), lists.of(image)
    before, had_rest = charged(image), bool(image.pending_lists)
    edit(image)
    image.revision, image.updated_at = revision + 1, now()
    moves = lists.moves(names, lists.of(image))
    todo, later = lists.combine(image.pending_lists or {}, moves)
    image.pending_lists = later or None
    bytes_moved = {lists.of_user(image.owner_id): charged(image) - before}

    def write(transaction: Transaction) -> None:
        transaction.update(image, _differences(image, stored), Image.revision == revision)
        lists.move(transaction, image, todo)
        lists.note_rest(transaction, image, had_rest=had_rest)
        if also:
            also(transaction)
        lists.count(transaction, todo, bytes_moved)

    transact(write)
    return image


def _finish(image: Image) -> Image:
    """Move what did not fit into one transaction: hundreds of words of a long description."""
    while image.pending_lists:
        image = _changed(image, lambda _: None, None)
    return image


def charged(image: Image) -> int:
    """The bytes that its owner is told of."""
    return 0 if image.is_deleted else int(image.stored_bytes)


def _differences(image: Image, stored: dict[str, Any]) -> list[Action]:
    wanted = image.serialize()
    changed = [name for name in wanted if wanted[name] != stored.get(name)]
    gone = [name for name in stored if name not in wanted]
    return [
        *(getattr(Image, name).set(getattr(image, name)) for name in changed),
        *(getattr(Image, name).remove() for name in gone),
    ]
