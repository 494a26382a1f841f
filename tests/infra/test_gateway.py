"""The gateway's own side of the API, read from the templates that are deployed."""

import json
from typing import Any

import pytest
from aws_cdk import App, Stack
from aws_cdk.assertions import Template

from infra import catalog, cors
from infra.configuration import configured
from infra.constructs import documentation
from infra.constructs.gateway import Gateway
from infra.gateway_responses import RESPONSES, gateway_responses
from infra.locations import Locations
from tests.infra.conftest import Synthesized

DOMAIN = "api.splashmy.example"
CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/4b5f6c1e"

# Every type that API Gateway knows (API reference, PutGatewayResponse).
ALL_TYPES = {
    "ACCESS_DENIED", "API_CONFIGURATION_ERROR", "AUTHORIZER_CONFIGURATION_ERROR",
    "AUTHORIZER_FAILURE", "BAD_REQUEST_BODY", "BAD_REQUEST_PARAMETERS", "DEFAULT_4XX",
    "DEFAULT_5XX", "EXPIRED_TOKEN", "INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT",
    "INVALID_API_KEY", "INVALID_SIGNATURE", "MISSING_AUTHENTICATION_TOKEN", "QUOTA_EXCEEDED",
    "REQUEST_TOO_LARGE", "RESOURCE_NOT_FOUND", "THROTTLED", "UNAUTHORIZED",
    "UNSUPPORTED_MEDIA_TYPE", "WAF_FILTERED",
}  # fmt: skip


def body(synthesized: Synthesized) -> dict[str, Any]:
    (api,) = synthesized.properties("AWS::ApiGateway::RestApi")
    return dict(api["Body"])


def test_every_answer_of_the_gateway_has_our_envelope_and_cors_headers(
    synthesized: Synthesized,
) -> None:
    responses = body(synthesized)["x-amazon-apigateway-gateway-responses"]

    assert responses.keys() == ALL_TYPES
    for response in responses.values():
        envelope = json.loads(response["responseTemplates"]["application/json"])
        assert envelope.keys() == {"success", "message", "error"}
        assert envelope["error"].keys() == {"code", "details", "request_id"}
        headers = response["responseParameters"]
        assert headers["gatewayresponse.header.Access-Control-Allow-Origin"]


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("MISSING_AUTHENTICATION_TOKEN", "404", "not_found"),
        ("UNAUTHORIZED", "401", "unauthorized"),
        ("REQUEST_TOO_LARGE", "413", "payload_too_large"),
        ("UNSUPPORTED_MEDIA_TYPE", "415", "unsupported_media_type"),
        ("THROTTLED", "429", "too_many_requests"),
        ("INTEGRATION_FAILURE", "503", "service_unavailable"),
        ("INTEGRATION_TIMEOUT", "504", "gateway_timeout"),
    ],
)
def test_the_gateway_says_what_went_wrong(kind: str, status: str, code: str) -> None:
    response = gateway_responses(["*"])[kind]

    envelope = json.loads(response["responseTemplates"]["application/json"])
    assert (response["statusCode"], envelope["error"]["code"]) == (status, code)


@pytest.mark.parametrize("kind", ["DEFAULT_4XX", "DEFAULT_5XX"])
def test_the_default_answers_force_their_status_on_no_other(kind: str) -> None:
    assert "statusCode" not in gateway_responses(["*"])[kind]


def test_who_should_try_again_is_told_when() -> None:
    told = {
        kind
        for kind, response in gateway_responses(["*"]).items()
        if "gatewayresponse.header.Retry-After" in response["responseParameters"]
    }

    expected = {"THROTTLED", "QUOTA_EXCEEDED", "INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT"}
    assert told == expected
    assert told <= RESPONSES.keys()


@pytest.mark.parametrize(
    ("origins", "allowed"),
    [
        (["*"], "*"),
        (["https://a.example"], "https://a.example"),
        (["https://a.example", "https://b.example"], "*"),
    ],
)
def test_one_origin_is_named_and_several_are_left_to_the_functions(
    origins: list[str], allowed: str
) -> None:
    assert cors.headers(origins)["Access-Control-Allow-Origin"] == allowed


def test_every_path_answers_a_preflight(synthesized: Synthesized) -> None:
    for path, operations in body(synthesized)["paths"].items():
        integration = operations["options"]["x-amazon-apigateway-integration"]
        assert integration["type"] == "mock", path


def test_the_documentation_is_shown_only_where_it_is_public(synthesized: Synthesized) -> None:
    shown = {path for path in body(synthesized)["paths"] if path.startswith("/docs")}
    names = {one["FunctionName"] for one in synthesized.properties("AWS::Lambda::Function")}

    public = synthesized.environment.public_docs
    assert shown == (set(documentation.PATHS) if public else set())
    assert (f"{synthesized.environment.prefix}-{documentation.FUNCTION}" in names) == public


def test_an_environment_may_show_its_documentation() -> None:
    assert not configured("prod", {}).public_docs
    assert configured("prod", {"prod": {"public_docs": True}}).public_docs


def test_the_access_log_holds_neither_query_nor_token(synthesized: Synthesized) -> None:
    (stage,) = synthesized.properties("AWS::ApiGateway::Stage")

    fields = set(json.loads(stage["AccessLogSetting"]["Format"]).values())
    assert "$context.path" in fields
    assert not [one for one in fields if "querystring" in one.lower() or "header" in one.lower()]


def test_every_stage_is_throttled(synthesized: Synthesized) -> None:
    (stage,) = synthesized.properties("AWS::ApiGateway::Stage")

    (everything,) = stage["MethodSettings"]
    assert (everything["HttpMethod"], everything["ResourcePath"]) == ("*", "/*")
    assert everything["ThrottlingRateLimit"] == synthesized.environment.throttle_rate
    assert everything["ThrottlingBurstLimit"] == synthesized.environment.throttle_burst


def test_the_firewall_stands_where_it_is_asked_for(synthesized: Synthesized) -> None:
    rules = synthesized.properties("AWS::WAFv2::WebACL")
    attached = synthesized.properties("AWS::WAFv2::WebACLAssociation")

    expected = 1 if synthesized.environment.waf else 0
    assert (len(rules), len(attached)) == (expected, expected)


def test_the_firewall_limits_each_address(prod: Synthesized) -> None:
    (rules,) = prod.properties("AWS::WAFv2::WebACL")

    first = min(rules["Rules"], key=lambda rule: int(rule["Priority"]))
    assert first["Statement"]["RateBasedStatement"]["AggregateKeyType"] == "IP"
    assert first["Action"] == {"Block": {}}


def test_an_api_with_a_domain_of_its_own_says_that_address() -> None:
    prod = configured("prod", {"prod": {"domain": DOMAIN, "certificate_arn": CERTIFICATE}})
    stack = Stack(App(), "Api")

    gateway = Gateway(
        stack,
        "Gateway",
        endpoints=list(catalog.endpoints())[:2],
        environment=prod,
        locations=Locations(prod, "pool", "client"),
    )

    assert gateway.url == f"https://{DOMAIN}/"
    found = Template.from_stack(stack)
    found.has_resource_properties("AWS::ApiGateway::RestApi", {"DisableExecuteApiEndpoint": True})
    found.has_resource_properties("AWS::ApiGateway::DomainName", {"DomainName": DOMAIN})


def test_the_log_role_is_set_before_the_stage_and_outlives_the_stack(
    synthesized: Synthesized,
) -> None:
    ((account, setting),) = synthesized.resources("AWS::ApiGateway::Account")
    ((_, stage),) = synthesized.resources("AWS::ApiGateway::Stage")

    assert account in stage["DependsOn"]
    role, _ = setting["Properties"]["CloudWatchRoleArn"]["Fn::GetAtt"]
    kept = dict(synthesized.resources("AWS::IAM::Role", "AWS::ApiGateway::Account"))
    assert {kept[role]["DeletionPolicy"], kept[account]["DeletionPolicy"]} == {"Retain"}
