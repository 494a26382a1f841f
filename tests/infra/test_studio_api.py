"""The API at the studio's address: what CloudFront hands on, keeps, and says of callers."""

import ipaddress
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from aws_cdk import App

from infra import edge_secret
from infra.catalog import FUNCTIONS
from infra.configuration import configured
from infra.constructs.studio_api import VIEWER
from infra.environments import ENVIRONMENTS
from infra.node import bundled_node
from infra.stacks import SplashMy
from splashmy.core import i18n
from splashmy.web import headers
from tests.infra.conftest import Synthesized

# CloudFront's own policies have fixed ids; this one is Managed-AllViewerExceptHostHeader.
ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
# Developer Guide, "HTTP 4xx and 5xx status codes that CloudFront caches".
KEPT_BY_CLOUDFRONT = {400, 403, 404, 405, 414, 500, 501, 502, 503, 504}


@pytest.fixture(params=[name for name, one in ENVIRONMENTS.items() if one.studio])
def studio(request: pytest.FixtureRequest, assembly: Path) -> Synthesized:
    return Synthesized(request.param, assembly)


def config(synthesized: Synthesized) -> dict[str, Any]:
    (distribution,) = synthesized.properties("AWS::CloudFront::Distribution")
    return dict(distribution["DistributionConfig"])


def api(synthesized: Synthesized) -> dict[str, Any]:
    (origin,) = (one for one in config(synthesized)["Origins"] if "CustomOriginConfig" in one)
    return dict(origin)


def rate_limits(synthesized: Synthesized) -> list[dict[str, Any]]:
    (rules,) = synthesized.properties("AWS::WAFv2::WebACL")
    statements = (rule["Statement"] for rule in rules["Rules"])
    return [one["RateBasedStatement"] for one in statements if "RateBasedStatement" in one]


def test_every_call_is_handed_on_over_https(studio: Synthesized) -> None:
    (behavior,) = config(studio)["CacheBehaviors"]

    assert behavior["PathPattern"] == "/api/*"
    assert set(behavior["AllowedMethods"]) == {
        "GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE",
    }  # fmt: skip
    assert behavior["ViewerProtocolPolicy"] == "https-only"
    assert behavior["OriginRequestPolicyId"] == ALL_VIEWER_EXCEPT_HOST
    assert behavior["TargetOriginId"] == api(studio)["Id"]
    assert "ResponseHeadersPolicyId" not in behavior  # the API says its own


def test_the_api_is_called_at_its_stage(studio: Synthesized) -> None:
    origin = api(studio)

    assert origin["OriginPath"] == f"/{studio.environment.name}"
    assert origin["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"
    assert "Fn::Select" in json.dumps(origin["DomainName"])  # of the API's own address


def test_what_is_kept_is_kept_for_a_minute_by_all_that_it_depends_on(studio: Synthesized) -> None:
    (policy,) = studio.properties("AWS::CloudFront::CachePolicy")
    kept = policy["CachePolicyConfig"]
    key = kept["ParametersInCacheKeyAndForwardedToOrigin"]

    assert (kept["MinTTL"], kept["DefaultTTL"], kept["MaxTTL"]) == (0, 0, 60)
    assert set(key["HeadersConfig"]["Headers"]) == {"Authorization", "Accept-Language", "Origin"}
    assert key["QueryStringsConfig"] == {"QueryStringBehavior": "all"}
    assert key["CookiesConfig"] == {"CookieBehavior": "none"}
    assert (key["EnableAcceptEncodingGzip"], key["EnableAcceptEncodingBrotli"]) == (True, True)


def test_no_error_is_kept_or_becomes_a_page(studio: Synthesized) -> None:
    responses = config(studio)["CustomErrorResponses"]

    assert {one["ErrorCode"]: one["ErrorCachingMinTTL"] for one in responses} == dict.fromkeys(
        KEPT_BY_CLOUDFRONT, 0
    )
    assert not [one for one in responses if "ResponsePagePath" in one]


def test_cloudfront_and_who_asks_for_an_address_share_a_secret(studio: Synthesized) -> None:
    reference = edge_secret.reference(studio.environment.name)
    asking = {
        f"{studio.environment.prefix}-{file.parent.parent.name}-{file.parent.name}"
        for file in FUNCTIONS.glob("*/*/handler.py")
        if ": SourceAddress" in file.read_text()
    }

    told = {
        one["FunctionName"]: one["Environment"]["Variables"]["EDGE_SECRET"]
        for one in studio.properties("AWS::Lambda::Function")
        if "EDGE_SECRET" in one["Environment"]["Variables"]
    }
    assert reference == f"{{{{resolve:ssm:{studio.environment.prefix}-edge-secret}}}}"
    assert api(studio)["OriginCustomHeaders"] == [
        {"HeaderName": headers.EDGE_SECRET, "HeaderValue": reference}
    ]
    assert told == dict.fromkeys(asking, reference)
    assert len(told) > 5


def test_the_firewall_counts_viewers_behind_cloudfront_and_addresses_elsewhere(
    prod: Synthesized,
) -> None:
    others, viewers = rate_limits(prod)

    through = {
        "ByteMatchStatement": {
            "FieldToMatch": {"SingleHeader": {"Name": headers.EDGE_SECRET}},
            "PositionalConstraint": "EXACTLY",
            "SearchString": edge_secret.reference("prod"),
            "TextTransformations": [{"Priority": 0, "Type": "NONE"}],
        }
    }
    assert others["AggregateKeyType"] == "IP"
    assert others["ScopeDownStatement"] == {"NotStatement": {"Statement": through}}
    assert viewers["AggregateKeyType"] == "CUSTOM_KEYS"
    assert viewers["CustomKeys"][0]["Header"]["Name"] == headers.VIEWER_ADDRESS
    assert viewers["ScopeDownStatement"] == through
    assert viewers["Limit"] == others["Limit"]


def test_no_two_rules_of_the_firewall_have_one_priority(prod: Synthesized) -> None:
    (acl,) = prod.properties("AWS::WAFv2::WebACL")

    priorities = [rule["Priority"] for rule in acl["Rules"]]
    assert sorted(priorities) == list(range(len(priorities)))


@pytest.mark.slow
def test_without_a_studio_nothing_knows_of_cloudfront() -> None:
    app = App()
    SplashMy(app, environment=configured("staging", {"staging": {"studio": False}}))

    stacks = app.synth().get_nested_assembly("assembly-SplashMy-staging").stacks
    templates = [json.dumps(stack.template) for stack in stacks]
    assert not [one for one in templates if "edge-secret" in one.lower() or "EDGE_SECRET" in one]
    assert not [one for one in templates if "CloudFront" in one]
    assert sum(one.count('"AggregateKeyType": "IP"') for one in templates) == 1


def at_cloudfront(**given: Any) -> dict[str, str]:
    """The headers that are handed on of a request with `sent` from `viewer`."""
    sent = {name: {"value": value} for name, value in given.get("sent", {}).items()}
    event = {
        "viewer": {"ip": given.get("viewer", "203.0.113.9")},
        "request": {"method": "GET", "uri": "/api/v1/styles/", "headers": sent},
    }
    call = f"console.log(JSON.stringify(handler({json.dumps(event)}).headers))"
    ended = subprocess.run(
        [str(bundled_node()), "-e", f"{VIEWER.read_text()}\n{call}"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name: one["value"] for name, one in json.loads(ended.stdout).items()}


@pytest.mark.parametrize(
    "asked",
    [
        *i18n.LANGUAGES,
        "",
        "*",
        "ES",
        "es-AR,es;q=0.9,en;q=0.8",
        "en-GB;q=0.3, es;q=0.4",
        " es ; q = 0.8 , en;q=0.9",
        "en;q=0.5,es;q=0.5",
        "es;q=0.5,en;q=0.5",
        "fr, de;q=0.9, es;q=0.1",
        "fr, de",
        "es;q=0",
        "es;q=0.0005, en;q=0.0001",
        "es;q=high",
        f"{'x' * 495},es-ES,es",
        f"{'x' * 600},es",
    ],
)
def test_a_language_is_chosen_as_the_functions_choose_it(asked: str) -> None:
    told = at_cloudfront(sent={"accept-language": asked})["accept-language"]

    assert told == i18n.negotiated(asked)


def test_no_language_is_english() -> None:
    assert at_cloudfront()["accept-language"] == "en"


@pytest.mark.parametrize(
    "viewer", ["203.0.113.9", "2001:db8::1", "2001:DB8:1:2:3:4:5:6", "::1", "2001:db8:0:7::", "::"]
)
def test_a_caller_is_known_by_the_address_or_the_network_of_ipv6(viewer: str) -> None:
    told = at_cloudfront(viewer=viewer)[headers.VIEWER_ADDRESS]

    length = 64 if ":" in viewer else 32
    network = ipaddress.ip_network((viewer, length), strict=False)
    assert ipaddress.ip_address(told) == network.network_address


def test_what_a_caller_says_of_the_address_is_written_over() -> None:
    forged = {headers.VIEWER_ADDRESS: "198.51.100.7", "authorization": "Bearer x"}

    told = at_cloudfront(sent=forged)

    assert told[headers.VIEWER_ADDRESS] == "203.0.113.9"
    assert told["authorization"] == "Bearer x"
