"""The human review of what the machine refused, and the owner's appeal."""

from splashmy.core.errors import Conflict
from splashmy.core.ids import ImageId, UserId
from splashmy.images import changes, lists, vocabulary
from splashmy.images.records import Entry, Image, ImageNotFound


class NotInReview(Conflict):
    message = "The image does not wait for a review."


class NotAppealable(Conflict):
    message = "Only a rejected image can be appealed, and only once."


def appeal(owner_id: UserId, image_id: ImageId, reason: str) -> Image:
    """Ask for a (second) look of a person; possible once."""

    def edit(image: Image) -> None:
        if image.status != "rejected" or not image.rejection["appealable"]:
            raise NotAppealable
        image.rejection = image.rejection | {"appealable": False, "appeal": reason}
        image.in_review = True

    return changes.change(owner_id, image_id, edit)


def approve(image_id: ImageId) -> Image:
    def edit(image: Image) -> None:
        _require_review(image)
        image.status, image.rejection, image.in_review = "ready", None, False

    image = changes.change(_owner(image_id), image_id, edit)
    vocabulary.learn(image)
    return image


def reject(image_id: ImageId) -> Image:
    """Confirm what the machine decided; the owner may still appeal, once."""

    def edit(image: Image) -> None:
        _require_review(image)
        image.in_review = False

    return changes.change(_owner(image_id), image_id, edit)


def _require_review(image: Image) -> None:
    if not image.in_review:
        raise NotInReview


def _owner(image_id: ImageId) -> UserId:
    try:
        return Entry.get(lists.REVIEWS, image_id, consistent_read=True).owner_id
    except Entry.DoesNotExist:
        raise ImageNotFound from None
