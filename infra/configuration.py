"""An environment as its owner set it: `environments` in the CDK context, setting by setting.

{"environments": {"prod": {"account": "123456789012", "region": "eu-west-1", ...}}}
"""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any, get_type_hints

from botocore.session import get_session
from pydantic import TypeAdapter, ValidationError

from infra.environments import ENVIRONMENTS, Environment
from splashmy.core.resources import REKOGNITION
from splashmy.core.settings import Settings
from splashmy.provider import models
from splashmy.web.headers import EDGE_MAX_AGE

_ORIGIN = re.compile(r"https?://[^/\s]+")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_HOST = re.compile(r"([a-z0-9-]+\.)+[a-z]{2,}")
_REGION = re.compile(r"[a-z]{2}(-[a-z]+)+-\d")
_CERTIFICATE = re.compile(r"arn:[\w-]+:acm:([\w-]+):\d{12}:certificate/[\w-]+")
_PICTURES = {"jpg", "jpeg", "jfif", "png", "gif", "webp", "heic", "heif", "avif"}
_MAY_BE_0 = {
    "catalogue_max_age",
    "feed_max_age",
    "clock_offset",
    "account_erasure_delay",
    "daily_process_limit_free",
    "daily_upload_limit_free",
}
_MINUTES = 60
NOT_SET_BY_OWNERS = {
    "name",
    "environment",
    "settings",
    "edge_secret",
    "host_layers",
    "log_retention",
    "metric_math",
}


class ConfigurationError(Exception):
    """An environment that cannot be deployed; says in one sentence which setting is wrong."""


def configured(name: str, context: Mapping[str, Mapping[str, Any]]) -> Environment:
    """The environment with the settings that the context gives it, if they make sense together."""
    for named in (name, *context):
        if named not in ENVIRONMENTS:
            choice = ", ".join(ENVIRONMENTS)
            raise ConfigurationError(f'There is no environment "{named}"; choose one of {choice}.')
    environment = _with(ENVIRONMENTS[name], context.get(name, {}))
    for sentence in _contradictions(environment):
        raise ConfigurationError(f"{name}: {sentence}")
    return environment


def _with(environment: Environment, given: Mapping[str, Any]) -> Environment:
    known = get_type_hints(Environment), get_type_hints(Settings)
    own, settings = ({}, {}) if not given else (_of(known[0], given), _of(known[1], given))
    if unknown := set(given) - own.keys() - settings.keys():
        raise ConfigurationError(f'{environment.name}: there is no setting "{min(unknown)}".')
    return replace(environment, **own, settings=replace(environment.settings, **settings))


def _of(kinds: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    settable = kinds.keys() - NOT_SET_BY_OWNERS
    return {name: _parsed(name, kinds[name], given[name]) for name in settable & given.keys()}


def _parsed(name: str, kind: Any, value: Any) -> Any:
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        raise ConfigurationError(f"{name} cannot be {value!r}: {reason}.") from None


def _contradictions(environment: Environment) -> Iterator[str]:
    yield from _account(environment)
    yield from _access(environment)
    yield from _studio(environment)
    yield from _protection(environment)
    yield from _moderation(environment)
    yield from _limits(environment)
    yield from _money(environment)
    if fault := models.unusable(environment.settings.image_model, datetime.now(UTC).date()):
        yield fault


def _account(environment: Environment) -> Iterator[str]:
    account, region = environment.account, environment.region
    if account is not None and not re.fullmatch(r"\d{12}", account):
        yield f'account must be 12 digits, not "{account}".'
    if account and not region:
        yield "account needs a region beside it."
    for address in environment.alarm_addresses:
        if not _ADDRESS.fullmatch(address):
            yield f'alarm_addresses must hold mail addresses, not "{address}".'
    if environment.alarm_addresses and environment.settings.observability == "none":
        yield 'alarm_addresses needs observability to be "alarms" or "dashboard".'
    sender = environment.settings.mail_sender
    if sender and not _ADDRESS.fullmatch(sender):
        yield f'mail_sender must be a mail address, not "{sender}".'
    if environment.mail_sign_up_codes and not (sender and region):
        yield "mail_sign_up_codes needs mail_sender, and the region that it was verified in."


def _access(environment: Environment) -> Iterator[str]:
    if bool(environment.domain) != bool(environment.certificate_arn):
        yield "domain and certificate_arn belong together; set both or neither."
    if environment.domain and not _HOST.fullmatch(environment.domain):
        yield f'domain must be like "api.example.com", not "{environment.domain}".'
    if environment.certificate_arn:
        yield from _certificate(environment.certificate_arn, environment.region)
    if environment.retain and "*" in environment.origins:
        yield 'cors_origins must name the pages that may call; "*" is for local and dev.'
    for origin in environment.origins:
        if origin != "*" and not _ORIGIN.fullmatch(origin):
            yield f'cors_origins must be like "https://app.example.com", not "{origin}".'


def _studio(environment: Environment) -> Iterator[str]:
    domain, arn = environment.studio_domain, environment.studio_certificate_arn
    if bool(domain) != bool(arn):
        yield "studio_domain and studio_certificate_arn belong together; set both or neither."
    if domain and not _HOST.fullmatch(domain):
        yield f'studio_domain must be like "app.example.com", not "{domain}".'
    if domain and not {"*", f"https://{domain}"} & {*environment.origins}:
        yield f'cors_origins must hold "https://{domain}", where the studio uploads from.'
    if environment.studio and environment.settings.download_expires_in < 2 * EDGE_MAX_AGE:
        yield (
            f"download_expires_in must be {2 * EDGE_MAX_AGE} seconds or more where a studio is: "
            f"CloudFront keeps URLs of pictures for {EDGE_MAX_AGE}."
        )
    found = _CERTIFICATE.fullmatch(arn or "")
    if arn and not found:
        yield f'studio_certificate_arn must be of ACM, not "{arn}".'
    if found and found[1] != "us-east-1":
        yield f"studio_certificate_arn is in {found[1]}, but CloudFront needs it in us-east-1."


def _certificate(arn: str, region: str | None) -> Iterator[str]:
    found = _CERTIFICATE.fullmatch(arn)
    if not found:
        yield f'certificate_arn must be of ACM, not "{arn}".'
    elif region and found[1] != region:
        yield f"certificate_arn is in {found[1]}, but a regional API needs it in {region}."


def _protection(environment: Environment) -> Iterator[str]:
    settings = environment.settings
    if environment.deletion_protection and not environment.retain:
        yield "deletion_protection would block the deletion that retain=false asks for."
    if not settings.content_moderation and environment.name not in ("local", "dev"):
        yield "content_moderation can be off in local and dev only."
    if settings.webhook_private_addresses and environment.name != "local":
        yield "webhook_private_addresses can be on in local only."
    if settings.clock_offset and environment.name != "local":
        yield "clock_offset can be set in local only."
    if not settings.account_erasure_delay and environment.name != "local":
        yield "account_erasure_delay can be 0 in local only."
    if settings.log_level not in logging.getLevelNamesMapping():
        yield f'log_level cannot be "{settings.log_level}".'


def _moderation(environment: Environment) -> Iterator[str]:
    settings, region = environment.settings, environment.settings.rekognition_region
    if settings.moderation_threshold > 100:
        yield "moderation_threshold is a percentage, 100 at most."
    if region and not _REGION.fullmatch(region):
        yield f'rekognition_region must be like "eu-west-1", not "{region}".'
    if environment.region and not region:
        yield from _without_rekognition(environment.region)


def _without_rekognition(region: str) -> Iterator[str]:
    if region not in get_session().get_available_regions(REKOGNITION.name):
        yield (
            f"Rekognition is not known in {region}: set rekognition_region to where pictures shall "
            "be looked at (or to the same region, if it is there by now)."
        )


def _limits(environment: Environment) -> Iterator[str]:
    settings = environment.settings
    numbers = {**asdict(settings), "throttle_rate": environment.throttle_rate}
    for name, value in numbers.items():
        if type(value) is int and value < (name not in _MAY_BE_0):
            yield f"{name} cannot be {value}."
    if not 2 <= settings.provider_concurrency <= 1000:
        yield "provider_concurrency must be between 2 and 1000."
    if unknown := set(settings.allowed_image_extensions.split(",")) - _PICTURES:
        yield f'allowed_image_extensions cannot hold "{min(unknown)}".'
    if settings.daily_upload_limit_free > settings.daily_upload_limit_premium:
        yield "daily_upload_limit_free is above daily_upload_limit_premium."
    if settings.daily_process_limit_free > settings.daily_process_limit_premium:
        yield "daily_process_limit_free is above daily_process_limit_premium."
    if settings.job_retention_days_free > settings.job_retention_days_premium:
        yield "job_retention_days_free is above job_retention_days_premium."
    if max(settings.upload_expires_in, settings.download_expires_in) > 60 * _MINUTES:
        yield "upload_expires_in and download_expires_in may be 3600 seconds at most."
    if environment.throttle_burst < environment.throttle_rate:
        yield "throttle_burst is below throttle_rate."


def _money(environment: Environment) -> Iterator[str]:
    settings = environment.settings
    for name in ("daily_budget_usd", "monthly_budget_usd"):
        if not getattr(settings, name) >= 0:  # nor NaN
            yield f"{name} must be 0 USD or more."
    if settings.daily_budget_usd > settings.monthly_budget_usd:
        yield "daily_budget_usd is above monthly_budget_usd."
    if environment.daily_cost_alarm <= 0:
        yield "daily_cost_alarm must be more than 0 USD."
