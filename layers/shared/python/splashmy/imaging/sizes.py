"""How large a picture is shown: computed once, from the size of the original."""

LONGEST_SIDE = 2048
# A half, a quarter or an eighth is taken where it has at least this share of LONGEST_SIDE: decoders
# make those at a fraction of the cost, and nobody sees 2016 pixels instead of 2048.
NEAR_ENOUGH = 0.95
FRACTIONS = (2, 4, 8)

Size = tuple[int, int]


def fraction(size: Size) -> int | None:
    """The divisor that brings an original near the display size, if there is one."""
    longest = max(size)
    for divisor in FRACTIONS:
        if NEAR_ENOUGH * LONGEST_SIDE <= longest / divisor <= LONGEST_SIDE:
            return divisor
    return None


def display_size(size: Size) -> Size:
    """The same for every file of one size, whatever its format and however it is turned."""
    if divisor := fraction(size):
        width, height = (-(-side // divisor) for side in size)  # rounded up, as decoders do
        return width, height
    return within(size, LONGEST_SIDE)


def within(size: Size, longest: int) -> Size:
    """In proportion, with no side over `longest` and none under a pixel."""
    if max(size) <= longest:
        return size
    width, height = (max(1, round(side * longest / max(size))) for side in size)
    return width, height
