"""What is said to people, in their language: a sentence is known by its English text."""

import re
from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from typing_extensions import TypeAliasType

if TYPE_CHECKING:
    from gettext import NullTranslations

Language = TypeAliasType("Language", Literal["en", "es"])
LANGUAGES: tuple[Language, ...] = ("en", "es")
SOURCE: Language = "en"
DOMAIN = "splashmy"
LOCALES = Path(__file__).parent / "locales"
LONGEST_HEADER = 500

_language: ContextVar[Language] = ContextVar("language", default=SOURCE)


def speak(accept_language: str) -> None:
    """Answer in what an Accept-Language header likes best of what we have."""
    _language.set(negotiated(accept_language))


def language() -> Language:
    """The language of whoever is being answered."""
    return _language.get()


def negotiated(accept_language: str) -> Language:
    """English where nothing else is asked for, or nothing that we have."""
    ranges = [one.strip() for one in accept_language[:LONGEST_HEADER].lower().split(",")]
    for one in sorted(ranges, key=_quality, reverse=True):  # the first of equals stays first
        primary = re.split(r"[-;]", one)[0].strip()
        for known in LANGUAGES:
            if primary == known and _quality(one):
                return known
    return SOURCE


def say(sentence: str, /, **params: object) -> str:
    """A sentence in the present language, with `params` put in for its {braces}."""
    return _translated(sentence).format(**params)


def tell(sentence: str) -> str:
    """A sentence whose numbers were put in when it was stored or declared."""
    translated = _translated(sentence)
    if translated != sentence:
        return translated
    places = iter(range(len(sentence)))
    template = re.sub(r"[0-9]+", lambda _: f"{{{next(places)}}}", sentence)
    found = _translated(template)
    return found.format(*re.findall(r"[0-9]+", sentence)) if found != template else sentence


def choose(names: Mapping[str, str], otherwise: str) -> str:
    """What something is called in the present language, by the languages that it has names in."""
    return names.get(language()) or otherwise


def _quality(one: str) -> float:
    found = re.search(r";\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*$", one)
    return float(found[1]) if found else 1.0


def _translated(sentence: str) -> str:
    """An empty one is no sentence: gettext answers it with the catalogue's own header."""
    if not sentence or language() == SOURCE:
        return sentence
    return _catalogue(language()).gettext(sentence)


@cache
def _catalogue(language: Language) -> "NullTranslations":
    import gettext

    return gettext.translation(DOMAIN, LOCALES, [language])
