"""People are answered in English or Spanish, and codes never change."""

from string import Formatter
from typing import Any
from uuid import uuid4

import pytest

from functions.auth.register_user.handler import handler as register_user
from functions.auth.update_profile.handler import handler as update_profile
from functions.images.get_image.handler import handler as get_image
from functions.styles.list_categories.handler import handler as list_categories
from functions.styles.list_styles.handler import handler as list_styles
from infra import translations
from splashmy.core import i18n
from splashmy.core.errors import PremiumRequired
from splashmy.jobs.outcomes import CANCELLED
from splashmy.jobs.schemas import JobFailure
from splashmy.notifications.records import TooManyWebhooks
from tests.client import Answer, Client

SENTENCES = translations.catalogue("es")
SPANISH = {"Accept-Language": "es-MX,es;q=0.9,en;q=0.5"}


@pytest.fixture
def spanish() -> Any:
    i18n.speak("es")
    yield
    i18n.speak("en")


def fields_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("sentence", [one.id for one in SENTENCES if one.id])
def test_a_sentence_is_translated_with_all_that_it_is_made_of(sentence: str) -> None:
    translated = str(SENTENCES[sentence].string)

    assert translated, "untranslated: write it into splashmy.po"
    assert translated != sentence
    assert fields_of(translated) == fields_of(sentence)


def test_the_catalogues_are_fresh() -> None:
    for path, raw in translations.files().items():
        assert path.read_bytes() == raw, "stale: run `make docs`"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("es", "es"),
        ("ES-419", "es"),
        ("fr, es;q=0.5", "es"),
        ("es;q=0.1, en;q=0.2", "en"),
        ("es;q=0, en;q=0.1", "en"),
        ("en-GB,en;q=0.9,es;q=0.8", "en"),
        ("*", "en"),
        ("esperanto", "en"),
        (";;,q=,es;q=x", "es"),
        ("x" * 100_000, "en"),
    ],
)
def test_the_language_is_what_is_liked_best_of_what_there_is(header: str, language: str) -> None:
    assert i18n.negotiated(header) == language


@pytest.mark.usefixtures("spanish")
def test_what_was_stored_in_english_is_read_in_spanish() -> None:
    failure = JobFailure(**CANCELLED.model_dump())

    assert failure.message == "Cancelaste este trabajo."
    assert str(PremiumRequired()) == "Esto forma parte del plan premium."
    assert str(TooManyWebhooks()) == "Ya hay 5 webhooks."
    assert i18n.tell("Something that nobody has translated.").startswith("Something")


def told(answer: Answer) -> tuple[str, str]:
    return answer.headers["content-language"], answer.body["message"]


def test_an_error_is_told_in_the_callers_language(client: Client) -> None:
    english = client.call(get_image, caller="ana", image_id=uuid4())
    spanish = client.call(get_image, caller="ana", image_id=uuid4(), headers=SPANISH)

    assert told(english) == ("en", "Image not found.")
    assert told(spanish) == ("es", "No se encontró la imagen.")
    assert (english.code, spanish.code) == ("image_not_found", "image_not_found")
    assert "accept-language" in spanish.headers["vary"].lower()


def test_a_detail_is_told_in_the_callers_language(client: Client) -> None:
    body = {"email": "ana", "username": "x", "password": "short1"}

    details = client.call(register_user, body=body, headers=SPANISH).body["error"]["details"]

    by_field = {one["field"]: one["message"] for one in details}
    assert by_field["email"] == "Usa una dirección de correo como ana@example.com."
    assert by_field["password"] == "Usa al menos 10 caracteres."
    assert by_field["password_confirm"] == "Este campo es obligatorio."


def test_a_success_is_told_in_the_callers_language(client: Client) -> None:
    response = client.call(update_profile, caller="ana", body={}, headers=SPANISH)

    assert told(response) == ("es", "Perfil guardado.")


@pytest.mark.usefixtures("catalogue")
def test_the_shipped_styles_are_shown_in_both_languages(client: Client) -> None:
    query = {"search": "acuarela"}

    (english,) = client.call(list_styles, query=query).results
    (spanish,) = client.call(list_styles, query=query, headers=SPANISH).results

    assert (english["name"], spanish["name"]) == ("Watercolor", "Acuarela")
    assert (english["category"]["name"], spanish["category"]["name"]) == ("Art", "Arte")
    assert english["id"] == spanish["id"]
    assert spanish["description"].startswith("Aguadas")


@pytest.mark.usefixtures("catalogue")
def test_the_shipped_categories_are_shown_in_both_languages(client: Client) -> None:
    english, spanish = (
        {one["slug"]: one["name"] for one in client.listed(list_categories, headers=it)}
        for it in ({}, SPANISH)
    )

    assert (english["fantasy"], spanish["fantasy"]) == ("Fantasy", "Fantasía")


@pytest.mark.usefixtures("catalogue")
def test_an_answer_in_another_language_has_another_tag(client: Client) -> None:
    english = client.call(list_categories)
    tag = {"If-None-Match": english.headers["etag"]}

    assert client.call(list_categories, headers=tag).status == 304
    assert client.call(list_categories, headers=tag | SPANISH).status == 200
