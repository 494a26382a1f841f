"""Administrators make and change what users choose from: styles, categories, templates."""

import re
import uuid
from typing import Any

import pytest
from playwright.sync_api import expect

from functions.styles.get_style.handler import handler as get_style
from functions.styles.list_styles.handler import handler as list_styles
from tests.browser.conftest import Visit
from tests.browser.visitor import PATIENCE_MS, picture
from tests.client import Client
from tests.factories.styles import a_category, a_style
from tests.users import Accounts


def test_a_style_is_edited_with_its_prompt_in_view(visit: Visit) -> None:
    style = a_style(
        name=f"Lino {uuid.uuid4().hex[:6]}",
        prompt_template="A {mood} lino cut of {original_prompt}.",
        variables=[
            {"name": "mood", "type": "choice", "choices": ["calm", "wild"], "default": "calm"}
        ],
    )
    visitor = visit("/", admin=True)
    visitor.go("/admin/styles")
    visitor.page.get_by_role("searchbox", name="Search styles").fill(style.name)
    visitor.link(style.name).click()
    expect(visitor.field("Prompt template")).to_have_value(style.prompt_template)
    preview = visitor.page.get_by_role("region", name="The final prompt")
    preview.get_by_label("Words of a user").fill("a boat")
    preview.get_by_label("{mood}").select_option("wild")
    expect(preview.get_by_role("status")).to_have_text("A wild lino cut of a boat.")
    visitor.field("Name in Spanish").fill("Linóleo")
    visitor.field("Tags").fill("print, soft")
    visitor.page.get_by_label("Offered to users").uncheck()
    assert visitor.serious_findings() == []

    visitor.button("Save").click()

    expect(visitor.text("Saved. It is shown within a minute.")).to_be_visible()
    visitor.go("/admin/styles?shown=hidden")
    expect(visitor.page.get_by_role("row", name=style.name)).to_contain_text("Not offered")
    visitor.link(style.name).click()
    expect(visitor.field("Name in Spanish")).to_have_value("Linóleo")
    expect(visitor.field("Tags")).to_have_value("print, soft")


@pytest.mark.long
def test_a_new_style_is_offered(visit: Visit, client: Client) -> None:
    name = f"Lino {uuid.uuid4().hex[:6]}"
    visitor = visit("/", admin=True)
    visitor.go("/admin/styles")
    visitor.link("New style").click()
    visitor.field("Name").fill(name)
    visitor.field("Slug").fill(name.lower().replace(" ", "-"))
    visitor.field("Prompt template").fill("A lino cut of {original_prompt} in {ink} ink.")
    visitor.button("Add a variable").click()
    visitor.field("Variable").fill("ink")
    visitor.field("Kind").select_option("choice")
    visitor.field("Choices, one a line").fill("black\nblue")
    visitor.field("Usual value").select_option("blue")
    visitor.button("Save").click()
    expect(visitor.heading(name)).to_be_visible()

    visitor.go("/styles")

    visitor.page.get_by_role("link", name=name).click()
    style_id = visitor.page.url.rpartition("/")[2]
    shown = client.call(get_style, style_id=style_id).data
    assert shown["variables"] == [
        {"name": "ink", "type": "choice", "choices": ["black", "blue"], "default": "blue"}
    ]


@pytest.mark.long
def test_a_template_without_a_place_for_words_is_refused_where_it_stands(visit: Visit) -> None:
    style = a_style(name=f"Lino {uuid.uuid4().hex[:6]}")
    visitor = visit("/", admin=True)
    visitor.expected.append("422")
    visitor.go(f"/admin/styles/{style.id}")
    visitor.field("Prompt template").fill("A lino cut.")

    visitor.button("Save").click()

    expect(visitor.page.locator("[aria-invalid]")).to_have_attribute("name", "prompt_template")


@pytest.mark.long
def test_a_style_that_is_changed_in_spanish_keeps_its_english_name(
    visit: Visit, client: Client
) -> None:
    written = {"es": {"name": "Arcilla", "description": ""}}
    style = a_style(name=f"Clay {uuid.uuid4().hex[:6]}", description="Soft.", translations=written)
    visitor = visit("/", admin=True, language="es-ES")
    visitor.go("/admin/styles")
    visitor.link(style.name).click()
    expect(visitor.field("Nombre")).to_have_value(style.name)
    visitor.field("Calidad").select_option("medium")
    visitor.button("Guardar").click()
    expect(visitor.text("Guardado.")).to_be_visible()

    after = client.call(get_style, style_id=style.id).data

    assert (after["name"], after["default_quality"]) == (style.name, "medium")
    assert after["description"] == "Soft."


@pytest.mark.long
def test_a_picture_becomes_an_example_and_is_removed_again(visit: Visit) -> None:
    style = a_style(name=f"Clay {uuid.uuid4().hex[:6]}")
    visitor = visit("/", admin=True)
    visitor.make_picture(style.name)
    visitor.go(f"/admin/styles/{style.id}")
    visitor.button("Add an example").click()
    dialog = visitor.page.get_by_role("dialog")
    dialog.locator(".shot-button").first.click()
    expect(visitor.text("The example is added.")).to_be_visible()
    example = visitor.page.locator(".examples > li")
    expect(example.get_by_role("img", name="Before")).to_be_visible()
    example.get_by_label("Caption").fill("A lighthouse")
    example.get_by_role("button", name="Save").click()
    expect(visitor.text("Saved. It is shown within a minute.")).to_be_visible()

    delete(visitor.page, "Example")

    expect(visitor.text("The example is deleted.")).to_be_visible()
    expect(example).to_have_count(0)


@pytest.mark.long
def test_uploaded_files_become_an_example_once_they_pass_moderation(visit: Visit) -> None:
    style = a_style(name=f"Clay {uuid.uuid4().hex[:6]}")
    visitor = visit("/", admin=True)
    visitor.go(f"/admin/styles/{style.id}")
    visitor.button("Add an example").click()
    dialog = visitor.page.get_by_role("dialog")
    dialog.get_by_label("Before (optional)").set_input_files(picture((30, 120, 200)))
    dialog.get_by_label("After").set_input_files(picture((255, 0, 0), "unsafe.png"))
    dialog.get_by_role("button", name="Upload and add").click()
    expect(dialog.get_by_text("This photo was refused")).to_be_visible(timeout=PATIENCE_MS)
    assert visitor.serious_findings() == []

    dialog.get_by_label("After").set_input_files(picture((200, 160, 40)))
    dialog.get_by_role("button", name="Upload and add").click()

    expect(visitor.text("The example is added.")).to_be_visible(timeout=PATIENCE_MS)
    example = visitor.page.locator(".examples > li")
    expect(example).to_have_count(1)
    expect(example.get_by_role("img", name="Before")).to_be_visible()
    expect(example.get_by_role("img", name="After")).to_be_visible()


@pytest.mark.long
def test_a_category_is_made_and_deleted_once_it_is_empty(visit: Visit) -> None:
    full = a_category(name=f"Full {uuid.uuid4().hex[:6]}")
    a_style(full)
    name = f"Print {uuid.uuid4().hex[:6]}"
    visitor = visit("/", admin=True)
    visitor.expected.append("409")
    visitor.go("/admin/categories")
    visitor.button("New category").click()
    dialog = visitor.page.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).fill(name)
    dialog.get_by_label("Slug").fill(name.lower().replace(" ", "-"))
    dialog.get_by_label("Name in Spanish").fill("Grabado")
    assert visitor.serious_findings() == []
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)

    delete(visitor.page, full.name)
    expect(visitor.text("This category still has styles")).to_be_visible()
    delete(visitor.page, name)

    expect(visitor.text("The category is deleted.")).to_be_visible()
    expect(visitor.page.get_by_role("row", name=name)).to_have_count(0)
    expect(visitor.page.get_by_role("row", name=full.name)).to_have_count(1)


@pytest.mark.long
def test_a_template_is_offered_to_everybody(visit: Visit, accounts: Accounts) -> None:
    name = f"Postcard {uuid.uuid4().hex[:6]}"
    visitor = visit("/", admin=True)
    visitor.go("/admin/templates")
    visitor.button("New template").click()
    dialog = visitor.page.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).fill(name)
    dialog.get_by_label("Words").fill("A postcard of {original_prompt}.")
    expect(dialog.get_by_label("Offered to everybody")).to_be_checked()
    dialog.get_by_role("button", name="Save").click()
    expect(visitor.page.get_by_role("row", name=name)).to_be_visible()

    user = visit("/", as_user=True)
    user.go("/account/templates")

    expect(user.text(name)).to_be_visible()
    delete(visitor.page, name)
    expect(visitor.text("The template is deleted.")).to_be_visible()


@pytest.mark.long
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_style_editor_is_accessible(visit: Visit, client: Client, theme: str) -> None:
    style = style_named("Watercolor", client)
    visitor = visit("/", admin=True, theme=theme, phone=theme == "dark")
    visitor.go(f"/admin/styles/{style['id']}")
    expect(visitor.heading("Examples")).to_be_visible()

    assert visitor.serious_findings() == []


def delete(page: Any, name: str) -> None:
    page.get_by_role("button", name=f"Delete {name}").click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^Delete$")).click()


def style_named(name: str, client: Client) -> dict[str, Any]:
    listed = client.call(list_styles, query={"search": name}).results
    style: dict[str, Any] = next(one for one in listed if one["name"] == name)
    return style
