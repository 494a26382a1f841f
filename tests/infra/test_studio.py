"""The bucket and the distribution of the web pages."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from aws_cdk import App

from infra.configuration import ConfigurationError, configured
from infra.constructs.studio import PAGES
from infra.environments import ENVIRONMENTS
from infra.node import bundled_node
from infra.stacks import SplashMy
from tests.infra.conftest import Synthesized

CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/0f0f"
OWN = {
    "studio_domain": "app.example.com",
    "studio_certificate_arn": CERTIFICATE,
    "cors_origins": "https://app.example.com",
}
DOMAIN = {
    "domain": "api.example.com",
    "certificate_arn": CERTIFICATE.replace("us-east-1", "eu-west-1"),
}


def test_only_the_distribution_reads_the_files(prod: Synthesized) -> None:
    (bucket,) = (one for one in prod.properties("AWS::S3::Bucket") if "studio" in json.dumps(one))
    policies = [
        one
        for one in prod.properties("AWS::S3::BucketPolicy")
        if "cloudfront.amazonaws.com" in json.dumps(one)
    ]

    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    (policy,) = policies
    (allowed,) = (one for one in policy["PolicyDocument"]["Statement"] if one["Effect"] == "Allow")
    assert allowed["Action"] == "s3:GetObject"
    assert "AWS:SourceArn" in json.dumps(allowed["Condition"])


def test_the_pages_may_run_their_own_scripts_only(prod: Synthesized) -> None:
    (headers,) = prod.properties("AWS::CloudFront::ResponseHeadersPolicy")
    security = headers["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    policy = json.dumps(security["ContentSecurityPolicy"]["ContentSecurityPolicy"])

    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy
    assert "execute-api" not in policy  # the API is at their own address
    assert "splashmy-prod-media-" in policy


def test_the_local_stack_has_no_distribution(assembly: Any) -> None:
    assert not [*Synthesized("local", assembly).resources("AWS::CloudFront::Distribution")]


@pytest.mark.parametrize("name", [name for name in ENVIRONMENTS if name != "local"])
def test_no_account_has_a_way_to_the_stand_ins(name: str, assembly: Path) -> None:
    """Every address of the distribution is the API's, or a page or a file of its bucket."""
    synthesized = Synthesized(name, assembly)
    (distribution,) = synthesized.properties("AWS::CloudFront::Distribution")
    config = distribution["DistributionConfig"]

    (behavior,) = config["CacheBehaviors"]
    assert (len(config["Origins"]), behavior["PathPattern"]) == (2, "/api/*")
    assert "AllowedMethods" not in config["DefaultCacheBehavior"]  # GET and HEAD then
    assert "stand-in" not in json.dumps(synthesized.templates).lower()


@pytest.mark.slow
def test_a_domain_of_its_own_is_served_with_its_certificate_and_calls_the_apis() -> None:
    app = App()
    SplashMy(app, environment=configured("prod", {"prod": OWN | DOMAIN}))

    (template,) = (
        stack.template
        for stack in app.synth().get_nested_assembly("assembly-SplashMy-prod").stacks
        if stack.stack_name.endswith("-Studio")
    )

    (config,) = (
        one["Properties"]["DistributionConfig"]
        for one in template["Resources"].values()
        if one["Type"] == "AWS::CloudFront::Distribution"
    )
    assert config["Aliases"] == ["app.example.com"]
    assert config["ViewerCertificate"]["AcmCertificateArn"] == CERTIFICATE
    (api,) = (one for one in config["Origins"] if "CustomOriginConfig" in one)
    assert (api["DomainName"], "OriginPath" in api) == ("api.example.com", False)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"studio_certificate_arn": None}, "belong together"),
        ({"studio_domain": "App"}, "must be like"),
        ({"cors_origins": "https://other.example.com"}, "where the studio uploads from"),
        ({"studio_certificate_arn": "arn:aws:iam::1:x"}, "must be of ACM"),
        (
            {"studio_certificate_arn": CERTIFICATE.replace("us-east-1", "eu-west-1")},
            "needs it in us-east-1",
        ),
    ],
)
def test_a_contradiction_is_one_sentence(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ConfigurationError, match=sentence):
        configured("prod", {"prod": OWN | change})


@pytest.mark.parametrize(
    ("asked", "served"),
    [
        ("/", "/index.html"),
        ("/results/0190", "/index.html"),
        ("/library/", "/index.html"),
        ("/assets/index-1a2b.js", "/assets/index-1a2b.js"),
        ("/favicon.svg", "/favicon.svg"),
    ],
)
def test_deep_links_are_pages(asked: str, served: str) -> None:
    call = f"console.log(handler({{request: {{uri: {json.dumps(asked)}}}}}).uri)"

    ended = subprocess.run(
        [str(bundled_node()), "-e", f"{PAGES.read_text()}\n{call}"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert ended.stdout.strip() == served
