"""What may stand in a query string, and where its links lead."""

import json
from contextvars import copy_context
from types import SimpleNamespace
from typing import Any

import pytest

from functions.auth.get_profile.handler import handler as get_profile
from functions.auth.register_user.handler import handler as register_user
from functions.auth.update_profile.handler import handler as update_profile
from functions.processing.list_job_events.handler import handler as list_job_events
from functions.styles.list_styles.handler import handler as list_styles
from infra import catalog
from splashmy.core.resources import environment
from splashmy.core.settings import Settings
from splashmy.web import Endpoint
from splashmy.web.address import own_address
from tests.client import Answer, Client
from tests.users import Accounts

PATH = "/api/v1/styles/"
CONTEXT: Any = SimpleNamespace(aws_request_id="1", get_remaining_time_in_millis=lambda: 15_000)
Detail = tuple[str, str]


def details(body: Any) -> list[Detail]:
    return [(one["field"], one["code"]) for one in body["error"]["details"]]


def handed_over(**given: list[str]) -> dict[str, Any]:
    """A request as API Gateway hands it to a function: the last of each value, and all of them."""
    return {
        "httpMethod": "GET",
        "path": PATH,
        "headers": {"Host": "api.example.com"},
        "queryStringParameters": {name: values[-1] for name, values in given.items()},
        "multiValueQueryStringParameters": given,
        "body": None,
        "requestContext": {"requestId": "1", "identity": {"sourceIp": "127.0.0.1"}},
    }


def answered(endpoint: Endpoint[Any, Any], event: dict[str, Any]) -> tuple[int, Any]:
    answer = copy_context().run(endpoint, event, CONTEXT)  # its language ends with it
    return answer["statusCode"], json.loads(answer["body"])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"colour": ["blue"]}, ("colour", "unknown_parameter")),
        ({"page_size": ["1", "2"]}, ("page_size", "repeated_parameter")),
        ({"search": ["oil", "oil"]}, ("search", "repeated_parameter")),
        ({"page_size": ["1_0"]}, ("page_size", "not_integer")),
        ({"page_size": ["+1"]}, ("page_size", "not_integer")),
        ({"page_size": [" 1"]}, ("page_size", "not_integer")),
        ({"page_size": ["٣"]}, ("page_size", "not_integer")),
        ({"page_size": ["9" * 5000]}, ("page_size", "not_integer")),
        ({"page": ["1.0"]}, ("page", "not_integer")),
        ({"page": ["0"]}, ("page", "too_small")),
        ({"premium": ["True"]}, ("premium", "not_boolean")),
        ({"order": ["cheapest"]}, ("order", "not_a_choice")),
        ({"page": ["1"], "cursor": ["any"]}, ("page", "cursor_and_page")),
    ],
)
def test_a_query_that_is_not_right_is_refused(given: Any, expected: Detail) -> None:
    status, body = answered(list_styles, handed_over(**given))

    assert (status, details(body)) == (422, [expected])


def test_each_operation_knows_its_own_parameters() -> None:
    assert register_user.query_parameters == frozenset()
    assert list_job_events.query_parameters == {"after", "cursor", "page_size"}
    assert {"cursor", "page", "page_size", "category", "order"} <= list_styles.query_parameters
    lists = [one for _, one in catalog.endpoints() if one.page_query]
    assert all({"cursor", "page_size"} <= one.query_parameters for one in lists)


def test_whatever_takes_no_query_refuses_one(client: Client) -> None:
    response = client.call(get_profile, caller="ana", query={"verbose": "true"})

    assert (response.status, details(response.body)) == (422, [("verbose", "unknown_parameter")])


def test_who_is_not_signed_in_hears_that_first(client: Client) -> None:
    response = client.call(get_profile, query={"verbose": "true"})

    assert response.status == 401


def test_the_same_parameter_twice_is_refused_over_http(client: Client) -> None:
    response = client.send("GET", f"{PATH}?page_size=1&page_size=2")

    assert details(response.body) == [("page_size", "repeated_parameter")]


@pytest.mark.usefixtures("catalogue")
def test_links_lead_to_the_deployment_and_not_to_the_host_header(client: Client) -> None:
    response = client.send("GET", PATH, query={"page_size": 1}, headers={"Host": "evil.example"})

    following = response.body["pagination"]["next"]
    assert following.startswith(f"{client.api_url}{PATH}?page_size=1&cursor=")
    assert client.send("GET", following).status == 200


def test_an_address_that_is_set_comes_before_the_gateways_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(environment, "AWS_REGION", "eu-west-1")
    event = {"requestContext": {"apiId": "a1b2c3", "stage": "live"}}
    addresses = []

    for api_url in ("", "https://api.splashmy.example/"):
        given = Settings(api_url=api_url)
        monkeypatch.setattr("splashmy.web.address.settings", lambda given=given: given)
        addresses.append(own_address(event))

    assert addresses == [
        "https://a1b2c3.execute-api.eu-west-1.amazonaws.com/live",
        "https://api.splashmy.example",
    ]


def with_type(client: Client, media_type: str) -> Answer:
    body = json.dumps({"first_name": "Ana"}).encode()
    return client.call(
        update_profile, caller="ana", body=body, headers={"Content-Type": media_type}
    )


@pytest.mark.parametrize(
    "media_type", ["application/json", "Application/JSON", "application/json ;charset=UTF-8"]
)
def test_a_media_type_is_the_same_in_any_case(client: Client, media_type: str) -> None:
    assert with_type(client, media_type).status == 200


@pytest.mark.parametrize("media_type", ["application/jsonx", "text/json", "application/json+x"])
def test_another_media_type_is_refused(client: Client, media_type: str) -> None:
    response = with_type(client, media_type)

    assert (response.status, response.code) == (415, "unsupported_media_type")


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_scheme_of_a_token_may_be_in_any_case(
    client: Client, accounts: Accounts, scheme: str
) -> None:
    token = {"Authorization": f"{scheme} {accounts['ana'].access_token}"}

    assert client.call(list_styles, headers=token).status == 200
    assert client.call(get_profile, headers=token).status == 200
