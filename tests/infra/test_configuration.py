"""What an owner may set for an environment, and what is refused in one sentence."""

import json
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from infra.configuration import NOT_SET_BY_OWNERS, ConfigurationError, configured
from infra.environments import ENVIRONMENTS, Environment
from infra.node import bundled_node

CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/4b5f6c1e"


def test_every_setting_of_an_owner_is_described() -> None:
    page = Path("docs/deploy.md").read_text()
    own = {one.name for one in fields(Environment)} - NOT_SET_BY_OWNERS

    assert [name for name in own if f"`{name}`" not in page] == []


@pytest.mark.parametrize("name", list(ENVIRONMENTS))
def test_every_environment_makes_sense_as_it_comes(name: str) -> None:
    assert configured(name, {}) == ENVIRONMENTS[name]


def test_the_context_sets_what_only_the_owner_knows() -> None:
    given = {
        "account": "123456789012",
        "region": "eu-north-1",
        "rekognition_region": "eu-west-1",
        "cors_origins": "https://splashmy.example",
        "alarm_addresses": ["ops@splashmy.example"],
        "daily_process_limit_free": 3,
    }

    prod = configured("prod", {"prod": given})

    assert (prod.account, prod.region) == ("123456789012", "eu-north-1")
    assert prod.settings.rekognition_region == "eu-west-1"
    assert prod.alarm_addresses == ("ops@splashmy.example",)
    assert prod.settings.daily_process_limit_free == 3
    assert prod.origins == ["https://splashmy.example"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"colour": "red"}, 'prod: there is no setting "colour".'),
        ({"name": "other"}, 'prod: there is no setting "name".'),
        ({"account": "12"}, 'prod: account must be 12 digits, not "12".'),
        ({"account": "123456789012"}, "prod: account needs a region beside it."),
        ({"alarm_addresses": ["ops"]}, "must hold mail addresses"),
        (
            {"observability": "none", "alarm_addresses": ["ops@splashmy.example"]},
            'alarm_addresses needs observability to be "alarms" or "dashboard".',
        ),
        ({"observability": "some"}, "observability cannot be 'some'"),
        ({"domain": "api.splashmy.example"}, "domain and certificate_arn belong together"),
        (
            {"domain": "https://api.splashmy.example", "certificate_arn": CERTIFICATE},
            'domain must be like "api.example.com"',
        ),
        (
            {"domain": "api.splashmy.example", "certificate_arn": "mine"},
            'certificate_arn must be of ACM, not "mine"',
        ),
        (
            {
                "domain": "api.splashmy.example",
                "certificate_arn": CERTIFICATE,
                "region": "eu-west-1",
            },
            "certificate_arn is in us-east-1, but a regional API needs it in eu-west-1",
        ),
        ({"mail_sender": "ops"}, 'mail_sender must be a mail address, not "ops"'),
        ({"mail_sign_up_codes": True}, "mail_sign_up_codes needs mail_sender"),
        (
            {"mail_sign_up_codes": True, "mail_sender": "hello@splashmy.example"},
            "and the region that it was verified in",
        ),
        ({"provider_concurrency": 1}, "provider_concurrency must be between 2 and 1000"),
        ({"deleted_retention_days": -1}, "deleted_retention_days cannot be -1"),
        ({"throttle_rate": 0}, "throttle_rate cannot be 0"),
        ({"allowed_image_extensions": "jpg,tiff"}, 'cannot hold "tiff"'),
        (
            {"cors_origins": "https://splashmy.example, https://x.example"},
            'not " https://x.example"',
        ),
        ({"upload_expires_in": 7200}, "may be 3600 seconds at most"),
        ({"cors_origins": "*"}, '"*" is for local and dev'),
        ({"cors_origins": "splashmy.example"}, 'must be like "https://app.example.com"'),
        ({"retain": False}, "deletion_protection would block"),
        ({"content_moderation": False}, "can be off in local and dev only"),
        ({"webhook_private_addresses": True}, "can be on in local only"),
        ({"clock_offset": 60}, "can be set in local only"),
        ({"account_erasure_delay": 0}, "can be 0 in local only"),
        ({"log_level": "LOUD"}, 'log_level cannot be "LOUD"'),
        ({"daily_upload_limit_free": 500}, "is above daily_upload_limit_premium"),
        ({"daily_process_limit_free": 500}, "is above daily_process_limit_premium"),
        ({"job_retention_days_free": 500}, "is above job_retention_days_premium"),
        ({"moderation_threshold": 101}, "moderation_threshold is a percentage, 100 at most"),
        ({"moderation_threshold": 0}, "moderation_threshold cannot be 0"),
        (
            {"rekognition_region": "Spain"},
            'rekognition_region must be like "eu-west-1", not "Spain"',
        ),
        ({"region": "eu-north-1"}, "Rekognition is not known in eu-north-1"),
        ({"download_expires_in": 86400}, "may be 3600 seconds at most"),
        ({"download_expires_in": 90}, "must be 120 seconds or more where a studio is"),
        ({"edge_secret": "x"}, 'prod: there is no setting "edge_secret".'),
        ({"image_model": "gpt-image-1"}, "gpt-image-1 is shut down on 2026-10-23"),
        ({"image_model": "gpt-image-9"}, "gpt-image-9 is not a model that SplashMy knows"),
        ({"daily_budget_usd": -1}, "daily_budget_usd must be 0 USD or more"),
        ({"monthly_budget_usd": "nan"}, "monthly_budget_usd must be 0 USD or more"),
        (
            {"daily_budget_usd": 9, "monthly_budget_usd": 8},
            "daily_budget_usd is above monthly_budget_usd",
        ),
        ({"daily_cost_alarm": 0}, "daily_cost_alarm must be more than 0 USD"),
        ({"throttle_burst": 1}, "throttle_burst is below throttle_rate"),
        ({"throttle_rate": "many"}, "throttle_rate cannot be 'many'"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(
    given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        configured("prod", {"prod": given})

    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["staging", "prod"])
@pytest.mark.parametrize("given", [{}, {"retain": False, "deletion_protection": False}])
def test_moderation_cannot_be_off_where_it_matters(name: str, given: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError, match="content_moderation"):
        configured(name, {name: {**given, "content_moderation": False}})


@pytest.mark.parametrize("name", ["local", "dev"])
def test_moderation_may_be_off_for_development(name: str) -> None:
    environment = configured(name, {name: {"content_moderation": False}})

    assert not environment.settings.content_moderation


@pytest.mark.parametrize(
    ("context", "sentence"),
    [
        (
            {"environment": "moon"},
            'There is no environment "moon"; choose one of local, dev, staging, prod.',
        ),
        (
            {"environment": "dev", "environments": {"mars": {}}},
            'There is no environment "mars"; choose one of local, dev, staging, prod.',
        ),
        (
            {"environment": "dev", "environments": {"dev": {"deletion_protection": True}}},
            "dev: deletion_protection would block the deletion that retain=false asks for.",
        ),
    ],
)
def test_a_context_that_makes_no_sense_ends_the_synthesis_with_one_sentence(
    context: dict[str, Any], sentence: str
) -> None:
    ended = synthesis(CDK_CONTEXT_JSON=json.dumps(context))

    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [sentence]


def synthesis(**more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "JSII_NODE": str(bundled_node()), **more}
    return subprocess.run(
        [sys.executable, "app.py"], env=environment, capture_output=True, text=True, check=False
    )


def test_an_unknown_environment_ends_the_synthesis_with_one_sentence() -> None:
    ended = synthesis(SPLASHMY_ENVIRONMENT="moon")

    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == (
        'There is no environment "moon"; choose one of local, dev, staging, prod.'
    )
