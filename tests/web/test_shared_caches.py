"""What CloudFront may keep of the API: what nobody in particular is answered, where it says so."""

from collections.abc import Callable
from typing import Any

import pytest

from infra import catalog
from splashmy.core.ids import new_id
from splashmy.web import Endpoint
from splashmy.web.callers import Access
from tests.client import Answer, Client
from tests.factories.results import a_result
from tests.factories.styles import a_style
from tests.factories.templates import a_template
from tests.users import Accounts

PUBLIC = {
    function.id: endpoint
    for function, endpoint in catalog.endpoints()
    if endpoint.access is Access.PUBLIC and endpoint.method == "GET"
}
# Of one that can be seen by anybody, by the parameter of the path.
SHOWN: dict[str, Callable[[Accounts], str]] = {
    "style_id": lambda _: a_style().id,
    "template_id": lambda accounts: a_template(accounts["ana"], is_public=True).id,
    "result_id": lambda accounts: a_result(accounts["ana"], is_public=True).id,
}
# Who takes such a thing back, or hides it, expects it to be gone.
PUBLISHED_BY_USERS = {
    "images-list_public_images",
    "processing-get_result",
    "processing-list_public_results",
}


def shown(endpoint: Endpoint[Any, Any], accounts: Accounts) -> dict[str, Any]:
    names = [part[1:-1] for part in endpoint.paths[0].split("/") if part.startswith("{")]
    return {name: SHOWN[name](accounts) for name in names}


def kept(answer: Answer) -> bool:
    return answer.headers["cache-control"] == "public, max-age=0, s-maxage=60"


def test_what_users_publish_is_not_kept_and_all_else_that_is_public_is() -> None:
    assert {id for id, one in PUBLIC.items() if not one.shared_cache} == PUBLISHED_BY_USERS


def test_only_what_anybody_may_read_is_kept() -> None:
    shared = {function.id for function, one in catalog.endpoints() if one.shared_cache}

    assert shared <= PUBLIC.keys()
    assert not [id for id in shared if PUBLIC[id].ignores_token or len(PUBLIC[id].methods) > 1]


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("id", PUBLIC)
def test_only_an_answer_to_nobody_in_particular_is_kept(
    client: Client, accounts: Accounts, id: str
) -> None:
    endpoint = PUBLIC[id]
    path = shown(endpoint, accounts)

    anonymous = client.call(endpoint, **path)
    signed_in = client.call(endpoint, caller="ana", **path)

    assert (anonymous.status, signed_in.status) == (200, 200)
    assert (kept(anonymous), kept(signed_in)) == (endpoint.shared_cache, False)
    assert signed_in.headers["cache-control"] in ("no-store", "private, no-cache")
    for answer in (anonymous, signed_in) if endpoint.shared_cache else ():
        assert answer.headers["vary"] == "Authorization, Accept-Language"


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("id", [id for id, one in PUBLIC.items() if one.shared_cache])
def test_no_error_is_kept(client: Client, accounts: Accounts, id: str) -> None:
    endpoint = PUBLIC[id]
    path = shown(endpoint, accounts)

    bad_token = client.call(endpoint, headers={"Authorization": "Bearer bad"}, **path)
    malformed = client.call(endpoint, query={"nothing": "1"}, **path)
    refused = [bad_token, malformed]
    if path:
        nowhere: dict[str, Any] = dict.fromkeys(path, new_id(str))
        refused.append(client.call(endpoint, **nowhere))

    assert [one.status for one in refused] == [401, 422, 404][: len(refused)]
    assert {one.headers["cache-control"] for one in refused} == {"no-store"}


@pytest.mark.usefixtures("catalogue")
def test_that_nothing_changed_is_kept_like_the_answer(client: Client) -> None:
    endpoint = PUBLIC["styles-list_categories"]
    tag = client.call(endpoint).headers["etag"]

    again = client.call(endpoint, headers={"If-None-Match": tag})

    assert (again.status, kept(again)) == (304, True)
