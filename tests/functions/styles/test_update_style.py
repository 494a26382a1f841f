"""PUT /styles/{style_id}"""

from typing import Any
from uuid import uuid4

import pytest

from functions.styles.get_style.handler import handler as get_style
from functions.styles.list_styles.handler import handler as list_styles
from functions.styles.update_style.handler import handler
from splashmy.styles import administration, editing
from splashmy.styles.records import SlugTaken
from splashmy.styles.schemas import ChangeStyle
from tests.client import Client
from tests.factories.styles import a_style, an_example
from tests.fetching import fetched
from tests.functions.styles.requests import SPANISH, sentences
from tests.users import Account


def test_a_change_keeps_what_it_does_not_name(client: Client, admin: Account) -> None:
    style = a_style(description="Kept", is_shipped=True)

    body = {"name": "Renamed", "is_premium": True}
    response = client.call(handler, caller=admin, style_id=style.id, body=body)

    assert response.status == 200
    assert response.data["description"] == "Kept"
    assert response.data["is_shipped"] is False
    shown = client.call(get_style, style_id=style.id).data
    assert (shown["name"], shown["is_premium"]) == ("Renamed", True)


def test_a_slug_changes_unless_another_style_has_it(client: Client, admin: Account) -> None:
    style, free, taken = a_style(), f"free-{uuid4()}", a_style().slug

    answers = [
        client.call(handler, caller=admin, style_id=style.id, body={"slug": slug})
        for slug in (free, taken)
    ]

    assert (answers[0].status, answers[0].data["slug"]) == (200, free)
    assert (answers[1].status, answers[1].code) == (409, "slug_taken")


def test_two_renames_at_once_hold_one_slug(
    client: Client, admin: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    style, merged = a_style(), editing.merged
    slugs = [f"slug-{uuid4()}" for _ in "12"]

    def after_another_rename(*args: Any) -> Any:
        monkeypatch.undo()
        client.call(handler, caller=admin, style_id=style.id, body={"slug": slugs[0]})
        return merged(*args)

    monkeypatch.setattr(editing, "merged", after_another_rename)
    administration.change_style(style.id, ChangeStyle(slug=slugs[1]))

    freed = [style.slug, slugs[0]]
    assert [a_style(slug=slug).slug for slug in freed] == freed
    with pytest.raises(SlugTaken):
        a_style(slug=slugs[1])


def test_a_change_is_checked_with_what_it_keeps(client: Client, admin: Account) -> None:
    style = a_style()

    body = {"default_background": "transparent"}
    response = client.call(handler, caller=admin, style_id=style.id, body=body)

    assert (response.status, response.code) == (422, "invalid_request")


def test_a_style_moves_to_a_category_that_exists(client: Client, admin: Account) -> None:
    style = a_style()

    body = {"category_id": str(uuid4())}
    response = client.call(handler, caller=admin, style_id=style.id, body=body)

    assert (response.status, response.code) == (404, "category_not_found")


def test_a_retired_style_leaves_the_lists_and_can_come_back(client: Client, admin: Account) -> None:
    style = a_style()

    client.call(handler, caller=admin, style_id=style.id, body={"is_active": False})
    retired = client.call(get_style, style_id=style.id)
    client.call(handler, caller=admin, style_id=style.id, body={"is_active": True})
    returned = client.call(get_style, style_id=style.id)

    assert (retired.status, retired.code) == (404, "style_not_found")
    assert returned.status == 200


def test_the_answer_shows_the_pictures_of_the_style(client: Client, admin: Account) -> None:
    style = a_style()
    an_example(style, stored=True)

    response = client.call(handler, caller=admin, style_id=style.id, body={"name": "Renamed"})

    assert fetched(response.data["thumbnail_url"]) == b"styled"


def test_an_unknown_style_is_not_found(client: Client, admin: Account) -> None:
    response = client.call(handler, caller=admin, style_id=uuid4(), body={"name": "Nothing"})

    assert (response.status, response.code) == (404, "style_not_found")


def test_styles_are_changed_by_administrators_only(client: Client) -> None:
    response = client.call(handler, caller="ana", style_id=a_style().id, body={"name": "Mine"})

    assert (response.status, response.code) == (403, "admin_required")


def test_a_translation_is_shown_to_whoever_reads_its_language(
    client: Client, admin: Account
) -> None:
    style = a_style(name="Clay Song", description="Soft.")
    written = {"es": {"name": f"Canción {style.slug}", "description": ""}}

    response = client.call(handler, caller=admin, style_id=style.id, body={"translations": written})

    assert (response.status, response.data["translations"]) == (200, written)
    english = client.call(get_style, style_id=style.id).data
    spanish = client.call(get_style, style_id=style.id, headers={"Accept-Language": "es"}).data
    assert english["name"] == "Clay Song"
    assert (spanish["name"], spanish["description"]) == (written["es"]["name"], "Soft.")
    found = client.call(list_styles, query={"search": f"cancion {style.slug}"}).results
    assert [one["id"] for one in found] == [style.id]


def test_a_refused_change_is_explained_in_spanish(client: Client, admin: Account) -> None:
    style, body = a_style(), {"slug": "No slug", "max_prompt_length": 0, "tags": ["a"] * 31}

    response = client.call(handler, caller=admin, style_id=style.id, body=body, headers=SPANISH)

    assert (response.status, response.headers["content-language"]) == (422, "es")
    assert sentences(response) == {
        "": "Algunos campos no son válidos; consulta los detalles.",
        "slug": "Usa letras minúsculas y dígitos, unidos por guiones.",
        "max_prompt_length": "Usa 1 o más.",
        "tags": "Indica como máximo 20.",
    }


def test_a_change_that_meets_another_style_is_told_in_spanish(
    client: Client, admin: Account
) -> None:
    style, body = a_style(), {"slug": a_style().slug}

    refused = client.call(handler, caller=admin, style_id=style.id, body=body, headers=SPANISH)
    unknown = client.call(handler, caller=admin, style_id=uuid4(), body=body, headers=SPANISH)

    assert (refused.status, refused.code) == (409, "slug_taken")
    assert refused.body["message"] == "Este slug ya está en uso. Elige otro."
    assert (unknown.status, unknown.code) == (404, "style_not_found")
    assert unknown.body["message"] == "No se encontró el estilo."
