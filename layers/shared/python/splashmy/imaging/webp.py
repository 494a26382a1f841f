"""The header of a WebP."""


def canvas(content: bytes) -> tuple[int, int] | None:
    """Width and height. Pillow's decoder takes memory for them before it tells them."""
    kind, head = content[12:16], content[20:30]
    if kind == b"VP8X":
        return _number(head[4:7]) + 1, _number(head[7:10]) + 1
    if kind == b"VP8L":
        bits = _number(head[1:5])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        return _number(head[6:8]) & 0x3FFF, _number(head[8:10]) & 0x3FFF
    return None


def _number(content: bytes) -> int:
    return int.from_bytes(content, "little")
