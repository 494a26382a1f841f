"""The human review of what the machine refused, and the owner's appeal."""

from splashmy.core.errors import Conflict
from splashmy.core.ids import ImageId, UserId
from splashmy.core.reports import told
from splashmy.images import changes, lists, takedowns, vocabulary
from splashmy.images.records import Entry, Image, ImageNotFound


class NotInReview(Conflict):
    message = "The image is not waiting for a review."


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
    """Let it pass after all, whatever the machine or users said."""

    def edit(image: Image) -> None:
        _require_review(image)
        if image.status == "rejected":
            image.status, image.rejection = "ready", None
        takedowns.clear(image)
        image.in_review = False

    image = changes.change(_owner(image_id), image_id, edit)
    vocabulary.learn(image)
    return image


def reject(image_id: ImageId) -> Image:
    """Confirm what the machine decided, which its owner may appeal once, or what users reported."""

    def edit(image: Image) -> None:
        _require_review(image)
        if image.status != "rejected":
            takedowns.hide(image, told("administrator", image.reports[-1]["reason"]))
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
