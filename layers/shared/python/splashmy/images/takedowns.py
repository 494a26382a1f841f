"""Reports of public images, and what comes of them: hidden, taken down, shown again."""

from splashmy.core.clock import now
from splashmy.core.ids import ImageId, UserId
from splashmy.core.records import read_together
from splashmy.core.reports import AlreadyReported, CannotReportOwn, Reason, hides, told, with_report
from splashmy.core.transactions import Transaction
from splashmy.identity.caller import SignedIn
from splashmy.images import changes, lists, vocabulary
from splashmy.images.records import Entry, Image, ImageNotFound, Report

LOOKED_AT = (lists.PUBLIC, lists.REVIEWS, lists.TAKEN_DOWN)


def owner_of(image_id: ImageId) -> UserId:
    """Of an image that an administrator may look at: public, in review or taken down."""
    found = read_together(*((Entry, (name, image_id)) for name in LOOKED_AT))
    entry: Entry | None = next((one for one in found if one), None)
    if entry is None:
        raise ImageNotFound
    return entry.owner_id


def find(image_id: ImageId) -> Image:
    """An image that an administrator may look at, as it is now; two calls."""
    return changes.find(owner_of(image_id), image_id)


def report(image_id: ImageId, reporter: SignedIn, reason: Reason, text: str) -> None:
    """Once for each user; an image that enough different users reported is hidden."""
    image = changes.see(image_id, reporter.id)
    if image.owner_id == reporter.id:
        raise CannotReportOwn
    written = Report(*Report.key(reporter.id, image_id), reason=reason, text=text, created_at=now())

    def edit(image: Image) -> None:
        _require_new(written)  # each time: the same user's other request may be faster
        if lists.PUBLIC not in lists.of(image):
            raise ImageNotFound
        for name, value in with_report(image.reports, image.report_count, reason, text).items():
            setattr(image, name, value)
        image.in_review = True
        if hides(int(image.report_count)):
            hide(image, told("reports", reason))

    def note(transaction: Transaction) -> None:
        transaction.save(written, Report.pk.does_not_exist())

    changes.change(image.owner_id, image_id, edit, note)


def take_down(image_id: ImageId, reason: str) -> Image:
    """Nobody but its owner sees it then; a public one, one in review, or one taken down already."""

    def edit(image: Image) -> None:
        hide(image, told("administrator", reason))
        image.in_review = False

    return changes.change(owner_of(image_id), image_id, edit)


def restore(image_id: ImageId) -> Image:
    """A person has looked: it is as before it was reported or taken down."""

    def edit(image: Image) -> None:
        clear(image)
        image.in_review = image.in_review and image.status == "rejected"

    image = changes.change(owner_of(image_id), image_id, edit)
    vocabulary.learn(image)
    return image


def hide(image: Image, taken_down: dict[str, str]) -> None:
    """`was_public` remembers whether it is public again once it is restored."""
    if not image.taken_down:
        image.was_public = image.is_public
    image.is_public, image.taken_down = False, taken_down


def clear(image: Image) -> None:
    image.is_public = image.is_public or image.was_public
    image.taken_down, image.was_public, image.reports, image.report_count = None, False, [], 0


def _require_new(written: Report) -> None:
    try:
        Report.get(written.pk, written.sk, consistent_read=True)
    except Report.DoesNotExist:
        return
    raise AlreadyReported
