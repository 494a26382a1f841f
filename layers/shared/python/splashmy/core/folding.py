"""Text as people search for it: without case, width and the accents of Latin and Greek letters.

Marks that make another letter stay: the vowels of Hindi and Thai, the voiced kana of Japanese, the
short i of Russian. Only what is searched is folded; what was typed is shown.
"""

import re
import unicodedata
from collections.abc import Iterator

# Letters that no decomposition brings near to the one that people type instead.
PLAIN: dict[int, str | int | None] = {
    0x00E6: "ae",
    0x00F8: "o",
    0x00FE: "th",
    0x0111: "d",
    0x0131: "i",  # dotless, in Turkish
    0x0142: "l",
    0x0153: "oe",
    0x0451: 0x0435,  # yo, in Russian
    0x200C: None,  # how letters are joined, in Persian and Hindi
    0x200D: None,
}
SHORTEST_PREFIX = 3
LONGEST_PREFIX = 20
_ACCENTED = re.compile(r"([a-z\u0370-\u03ff])[\u0300-\u036f]+")
# Thai, Lao, Burmese, Khmer, Chinese and Japanese put no spaces between their words.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff"
    r"\uf900-\ufaff\U00020000-\U0003ffff]+"
)


def fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", _ACCENTED.sub(r"\1", decomposed)).translate(PLAIN)


def words(text: str) -> list[str]:
    """Every run of letters, digits and their marks, folded; `C++` and `C#` keep their ends."""
    return [word for word in _runs(fold(text)) if word[0] not in "+#"]


def parts(text: str, *, prefixes: bool = False) -> list[str]:
    """By what a text is found, each once: its words; pairs of neighbours, and each letter alone,
    of what has no spaces; and from three letters on what its words begin with, if wanted.
    """
    found: dict[str, None] = {}
    for word in words(text):
        found |= dict.fromkeys(_parts(word, single=True) if _is_unspaced(word) else [word])
        if prefixes and not _is_unspaced(word) and word[-1] not in "+#":
            ends = range(SHORTEST_PREFIX, min(len(word), LONGEST_PREFIX + 1))
            found |= dict.fromkeys(word[:end] for end in ends)
    return list(found)


def wanted(text: str) -> set[str]:
    """What must all be among the `parts` of a text for it to be found."""
    return {
        part
        for word in words(text)
        for part in (_parts(word, single=False) if _is_unspaced(word) else [word])
    }


def _is_unspaced(word: str) -> bool:
    return _UNSPACED.search(word) is not None


def _parts(word: str, *, single: bool) -> Iterator[str]:
    """A word that mixes scripts falls apart where they meet."""
    for run in re.split(f"({_UNSPACED.pattern})", word):
        if _UNSPACED.fullmatch(run) and len(run) > 1:
            yield from (run[at : at + 2] for at in range(len(run) - 1))
            yield from run if single else ()
        elif run:
            yield run


def _runs(folded: str) -> Iterator[str]:
    run = ""
    for char, following in zip(folded, f"{folded[1:]} ", strict=False):
        if _is_of_word(char) or (run and char in "+#" and not _is_of_word(following)):
            run += char
        elif run:
            yield run
            run = ""
    if run:
        yield run


def _is_of_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN"
