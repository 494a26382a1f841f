"""The structure of a JPEG, read without decoding it."""

import re

START_OF_SCAN, END = 0xDA, 0xD9
WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}
# In a scan's data 0xFF is followed by 0 or by a restart marker; anything else ends the scan.
NEXT_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")


def has_more_scans(content: bytes, most: int) -> bool:
    """Whether there are more than that many; encoders make about 10.

    Each one costs its decoder a pass over all pixels, even if there is nothing in it.
    """
    # The data of a scan never holds this marker, so the file has to be walked for few only.
    return content.count(b"\xff\xda") > most and _count_scans(content, most) > most


def _count_scans(content: bytes, most: int) -> int:
    scans, at = 0, 2
    while scans <= most and (marker := NEXT_MARKER.search(content, at)):
        kind, at = content[marker.end() - 1], marker.end()
        if kind == END:
            break
        if kind not in WITHOUT_LENGTH:
            scans += kind == START_OF_SCAN
            at += max(2, int.from_bytes(content[at : at + 2], "big"))
    return scans
