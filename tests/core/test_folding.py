"""Words find themselves however they are typed, and no others."""

import pytest

from splashmy.core import folding

TITLES = {
    "Spanish": "Canción de cuna en Ñuñoa",
    "Turkish": "Işıklı İstanbul sokağı",
    "German": "Straße über Øresund",
    "Greek": "Ἀθῆναι την άνοιξη",
    "Russian": "Ёлка и майский день",
    "Thai": "ภูเขาไทยตอนเช้า",
    "Hindi": "हिन्दी की किताब",
    "Chinese": "上海的夜景",
    "Japanese": "がくせいと東京タワー",
    "Korean": "서울의 밤",
    "Persian": "می\u200cخواهم بروم",
    "code": "C++ and C# side by side",
}


def finds(search: str) -> set[str]:
    """The languages of the titles that a search finds."""
    wanted = folding.wanted(search)
    return {
        language
        for language, title in TITLES.items()
        if wanted and wanted <= set(folding.parts(title, prefixes=True))
    }


@pytest.mark.parametrize("language", TITLES)
def test_a_title_finds_itself_and_no_other(language: str) -> None:
    assert finds(TITLES[language]) == {language}
    assert finds(TITLES[language].upper()) == {language}


@pytest.mark.parametrize(
    ("search", "language"),
    [
        ("cancion", "Spanish"),
        ("CANCIÓN", "Spanish"),
        ("canc", "Spanish"),
        ("nunoa", "Spanish"),
        ("isikli", "Turkish"),
        ("istanbul", "Turkish"),
        ("strasse", "German"),
        ("oresund", "German"),
        ("αθηναι", "Greek"),
        ("елка", "Russian"),
        ("ภูเขา", "Thai"),
        ("ตอนเช้า", "Thai"),
        ("किताब", "Hindi"),
        ("夜景", "Chinese"),
        ("夜", "Chinese"),
        ("東京", "Japanese"),
        ("がくせい", "Japanese"),
        ("서울의", "Korean"),
        ("میخواهم", "Persian"),
        ("ｓｉｄｅ", "code"),
        ("c++", "code"),
        ("c#", "code"),
    ],
)
def test_a_word_is_found_as_people_type_it(search: str, language: str) -> None:
    assert finds(search) == {language}


@pytest.mark.parametrize(
    "search", ["c", "かくせい", "मी", "майскии", "夜京", "ca", "ancion", "!?", "", "++"]
)
def test_what_is_another_word_finds_nothing(search: str) -> None:
    assert finds(search) == set()


def test_signs_tell_words_apart_at_their_end_only() -> None:
    assert folding.words("C++, c#; rock+roll #sunset f# a+") == [
        *("c++", "c#", "rock", "roll", "sunset", "f#", "a+"),
    ]
