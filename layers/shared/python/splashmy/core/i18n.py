"""What is said to people, in their language: a sentence is known by its English text."""

from contextvars import ContextVar

_language: ContextVar[str] = ContextVar("language", default="en")


def language() -> str:
    """The language of whoever is being answered, as a two-letter code."""
    return _language.get()


def say(sentence: str, /, **params: object) -> str:
    """A sentence in the present language, with `params` put in for its {braces}."""
    return sentence.format(**params)
