"""What an environment may set: limits, retention and the image model, with the defaults."""

import math
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, Literal

from splashmy.core.resources import environment

# CloudWatch charges for each alarm, metric and dashboard by the month, used or not.
Observability = Literal["none", "alarms", "dashboard"]


@dataclass(frozen=True)
class Settings:
    """Sizes in bytes, times in seconds unless the name says days.

    `observability`: alarms with the metrics that they watch, or the dashboard and every metric
    too. Where CloudWatch keeps no metric, the log has a line.
    """

    environment: str = "local"
    observability: Observability = "alarms"
    max_upload_size: int = 10 * 1024 * 1024
    max_pixels: int = 50_000_000
    allowed_image_extensions: str = "jpg,jpeg,jfif,png,gif,webp,heic,heif,avif"
    daily_upload_limit_free: int = 10
    daily_upload_limit_premium: int = 100
    daily_process_limit_free: int = 10
    daily_process_limit_premium: int = 100
    upload_expires_in: int = 15 * 60
    download_expires_in: int = 15 * 60
    deleted_retention_days: int = 7
    job_retention_days_free: int = 30
    job_retention_days_premium: int = 365
    catalogue_max_age: int = 30
    feed_max_age: int = 1  # of the first pages of public lists, and their lengths
    reports_to_hide: int = 3  # by different users, until a person has looked
    keep_originals: bool = False
    content_moderation: bool = True
    moderation_threshold: int = 80  # percent of certainty from which a label forbids a picture
    rekognition_region: str = ""  # where pictures are looked at; without one, the environment's own
    email_verification: bool = True
    account_erasure_delay: int = 150  # until an account is erased: what is under way ends before
    tries_per_address: int = 100  # of each act, in 15 minutes
    image_model: str = "gpt-image-2.5-flare"
    provider_concurrency: int = 5
    provider_requests_per_minute: int = 50
    daily_budget_usd: float = math.inf  # for calls of the provider, in a UTC day; 0 allows none
    monthly_budget_usd: float = math.inf
    mail_sender: str = ""  # verified in SES; without one nobody is mailed
    webhook_private_addresses: bool = False  # and http: for tests on one machine
    clock_offset: int = 0  # seconds ahead of the real time: for tests on one machine
    api_url: str = ""  # in front of /api/v1; without one, the address that API Gateway gave
    edge_secret: str = field(default="", repr=False)  # by which CloudFront proves itself
    cors_origins: str = "*"
    log_level: str = "INFO"

    def variables(self) -> dict[str, str]:
        """What differs from the defaults, as environment variables of a function."""
        return {
            field.name.upper(): str(getattr(self, field.name))
            for field in fields(self)
            if getattr(self, field.name) != field.default
        }


@cache
def settings() -> Settings:
    """The settings of the environment this process runs in."""
    given: dict[str, Any] = {
        field.name: _parse(type(field.default), environment[field.name.upper()])
        for field in fields(Settings)
        if field.name.upper() in environment
    }
    return Settings(**given)


def _parse(kind: type, text: str) -> object:
    return text == "True" if kind is bool else kind(text)
