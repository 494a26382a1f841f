"""What differs between environments, as frozen data."""

from dataclasses import dataclass, field, replace

from aws_cdk.aws_logs import RetentionDays
from splashmy.settings import Settings


@dataclass(frozen=True)
class Environment:
    """One deployment. `retain` keeps data when a stack is deleted; `host_layers` builds the
    layers for this machine instead of Lambda's arm64.
    """

    name: str
    settings: Settings
    retain: bool = True
    deletion_protection: bool = True
    host_layers: bool = False
    log_retention: RetentionDays = RetentionDays.ONE_MONTH
    throttle_rate: int = 50
    throttle_burst: int = 100
    tags: dict[str, str] = field(default_factory=lambda: {"application": "splashmy"})

    @property
    def prefix(self) -> str:
        return f"splashmy-{self.name}"


PROD = Environment(
    name="prod",
    settings=Settings(environment="prod"),
    log_retention=RetentionDays.THREE_MONTHS,
    throttle_rate=200,
    throttle_burst=400,
)
STAGING = Environment(name="staging", settings=Settings(environment="staging"))
DEV = replace(
    STAGING,
    name="dev",
    settings=Settings(environment="dev", email_verification=False, log_level="DEBUG"),
    retain=False,
    deletion_protection=False,
    log_retention=RetentionDays.ONE_WEEK,
)
LOCAL = replace(
    DEV,
    name="local",
    settings=replace(
        DEV.settings, environment="local", log_level="INFO", tries_per_address=100_000
    ),
    host_layers=True,
)

ENVIRONMENTS = {one.name: one for one in (LOCAL, DEV, STAGING, PROD)}
