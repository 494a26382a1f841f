"""The lists of images and their tallies, as the images themselves say."""

from collections import Counter
from collections.abc import Collection

from splashmy.core.records import Record
from splashmy.images import changes, lists, vocabulary
from splashmy.images.records import Entry, Image, Tally
from tools.restore.tables import Item


def expected(stored: Collection[Item]) -> list[Item]:
    derived: list[Record] = []
    lengths: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for item in stored:
        if item["pk"]["S"] == vocabulary.ALL:
            lengths[vocabulary.ALL] += 1
        if not item["sk"]["S"].startswith("IMAGE#"):
            continue
        image = Image.from_raw_data(item)
        image.pending_lists = None
        names = lists.of(image)
        derived += [image, *(Entry(name, image.id, owner_id=image.owner_id) for name in names)]
        lengths.update(name for name in names if not name.startswith(lists.UNCOUNTED))
        sizes[lists.of_user(image.owner_id)] += changes.charged(image)
    for name in lengths | sizes:
        tally = Tally(*Tally.key(name), length=lengths[name], stored_bytes=sizes[name])
        derived.append(tally)
    return [one.serialize() for one in derived]


def is_derived(item: Item) -> bool:
    is_entry = "owner_id" in item and not item["sk"]["S"].startswith("IMAGE#")
    return is_entry or item["sk"]["S"].startswith("TALLY#")
