"""Text as people search for it: without case, width and the accents of Latin and Greek letters.

Marks that make another letter stay: the vowels of Hindi and Thai, the voiced kana of Japanese, the
short i of Russian. Only what is searched is folded; what was typed is shown.
"""

import re
import unicodedata

# Letters that no decomposition brings near to the one that people type instead.
PLAIN: dict[int, str | int] = {
    0x00E6: "ae",
    0x00F8: "o",
    0x00FE: "th",
    0x0111: "d",
    0x0131: "i",  # dotless, in Turkish
    0x0142: "l",
    0x0153: "oe",
    0x0451: 0x0435,  # yo, in Russian
}
_ACCENTED = re.compile(r"([a-z\u0370-\u03ff])[\u0300-\u036f]+")


def fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    plain = _ACCENTED.sub(r"\1", unicodedata.normalize("NFKD", decomposed))
    return unicodedata.normalize("NFC", plain.translate(PLAIN))
