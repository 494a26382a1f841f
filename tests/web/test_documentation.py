"""The interactive documentation, as a browser fetches it."""

import json
import re
import urllib.request
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urljoin

import pytest

from infra import document
from local.stack import Stack
from tests.client import Client

ELSEWHERE = re.compile(r"""(?:https?:)?//[\w-]+\.""")


class Answer:
    def __init__(self, answer: Any) -> None:
        self.status, self.headers, self.url = answer.status, answer.headers, answer.url
        self.text = answer.read().decode()


class References(HTMLParser):
    """What a page asks its browser to fetch, and whether it holds a script of its own."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inline = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.inline |= tag == "style" or (tag == "script" and "src" not in named)
        self.inline |= any(name == "style" or name.startswith("on") for name in named)
        self.found += [value for name in ("src", "href") if (value := named.get(name))]


def get(url: str, headers: dict[str, str] | None = None) -> Answer:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, None, headers or {})) as answer:
            return Answer(answer)
    except HTTPError as error:
        with error:
            return Answer(error)


@pytest.fixture(scope="module", params=["its own domain", "the address of its stage"])
def page(stack: Stack, request: pytest.FixtureRequest) -> Answer:
    return get(f"{stack.api_url}/docs/" if "domain" in request.param else f"{_stage(stack)}/docs/")


def _stage(stack: Stack) -> str:
    (api,) = stack.client("apigateway").get_rest_apis()["items"]
    return f"{stack.endpoint_url}/_aws/execute-api/{api['id']}/local"


def fetched(page: Answer) -> Iterator[tuple[str, Answer]]:
    for reference in References(page.text).found:
        if not reference.startswith("data:"):
            yield reference, get(urljoin(page.url, reference))


def test_the_page_is_html_with_nothing_inline(page: Answer) -> None:
    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert not References(page.text).inline


def test_everything_that_the_page_names_is_there(page: Answer) -> None:
    kinds = {name: (one.status, one.headers["content-type"]) for name, one in fetched(page)}

    assert kinds == {
        "swagger-ui.min.css": (200, "text/css; charset=utf-8"),
        "swagger-ui-bundle.min.js": (200, "text/javascript; charset=utf-8"),
        "start.js": (200, "text/javascript; charset=utf-8"),
        "openapi.json": (200, "application/json"),
    }


def test_the_document_is_the_generated_one_and_its_server_is_the_one_that_shows_it(
    page: Answer,
) -> None:
    url = urljoin(page.url, "openapi.json")
    shown = json.loads(get(url).text)

    (server,) = shown["servers"]
    styles = get(f"{urljoin(url, server['url']).rstrip('/')}/api/v1/styles/categories/")
    assert shown == document.openapi()
    assert styles.status == 200


def test_the_page_may_load_nothing_from_elsewhere(page: Answer) -> None:
    policy = dict(
        rule.strip().split(" ", 1) for rule in page.headers["content-security-policy"].split(";")
    )

    sources = {source for allowed in policy.values() for source in allowed.split()}
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert sources == {"'none'", "'self'", "data:"}


def test_neither_page_nor_script_names_another_origin(page: Answer) -> None:
    script = get(urljoin(page.url, "start.js"))

    assert not ELSEWHERE.search(page.text + script.text)


def test_the_page_authorizes_who_signs_in_by_the_scheme_of_the_document(page: Answer) -> None:
    script = get(urljoin(page.url, "start.js")).text

    (scheme,) = document.openapi()["components"]["securitySchemes"]
    assert f'preauthorizeApiKey("{scheme}", token)' in script


def test_the_page_without_its_slash_leads_to_the_page(page: Answer) -> None:
    redirected = get(page.url.rstrip("/"))

    assert (redirected.url, redirected.text) == (page.url, page.text)


def test_a_file_that_a_browser_has_is_not_sent_again(page: Answer) -> None:
    bundle = urljoin(page.url, "swagger-ui-bundle.min.js")
    first = get(bundle)

    again = get(bundle, {"If-None-Match": first.headers["etag"]})

    assert (first.status, first.headers["cache-control"]) == (200, "no-cache")
    assert (again.status, again.text) == (304, "")


@pytest.mark.parametrize("path", ["/docs/handler.py", "/docs/nothing", "/docs/../handler.py"])
def test_nothing_else_is_there(client: Client, path: str) -> None:
    response = client.send("GET", path)

    assert (response.status, response.code) == (404, "not_found")
