"""What differs between environments, as frozen data.

What only the owner of an account knows (account, domain, addresses) is set in the CDK context, see
`configuration.py`.
"""

import math
from dataclasses import dataclass, field, replace

from aws_cdk import RemovalPolicy
from aws_cdk.aws_logs import RetentionDays

from splashmy.core.settings import Settings

# RFC 2606: no page can ever come from here, so no browser gets in until the origins are set.
NO_ORIGIN = "https://cors-origins-not-set.invalid"


@dataclass(frozen=True)
class Environment:
    """One deployment. `retain` keeps data when a stack is deleted; `host_layers` builds the
    layers for this machine instead of Lambda's arm64; `throttle_rate` is in requests a second,
    `daily_cost_alarm` in USD; `metric_math` makes the alarms that need it.

    `snap_start` starts the API's functions from snapshots: what AWS charges is in ADR 193.
    `studio` makes the bucket of the web pages and the distribution before it and the API.
    `mail_sign_up_codes` sends Cognito's mails from `mail_sender`.
    """

    name: str
    settings: Settings
    account: str | None = None
    region: str | None = None
    domain: str | None = None
    certificate_arn: str | None = None
    studio: bool = True
    studio_domain: str | None = None
    studio_certificate_arn: str | None = None
    alarm_addresses: tuple[str, ...] = ()
    retain: bool = True
    deletion_protection: bool = True
    waf: bool = True
    threat_protection: bool = False
    mail_sign_up_codes: bool = False
    public_docs: bool = False
    host_layers: bool = False
    log_retention: RetentionDays = RetentionDays.ONE_MONTH
    throttle_rate: int = 50
    throttle_burst: int = 100
    daily_cost_alarm: float = 50
    metric_math: bool = True
    snap_start: bool = False
    tags: dict[str, str] = field(default_factory=lambda: {"application": "splashmy"})

    @property
    def prefix(self) -> str:
        return f"splashmy-{self.name}"

    @property
    def qualifier(self) -> str:
        """Of the roles and the bucket that the CDK deploys with; each environment has its own, so
        that whoever may deploy one may not thereby deploy another. Up to 10 letters.
        """
        return "hnb659fds" if self.name == "local" else f"splash{self.name}"[:10]

    @property
    def removal_policy(self) -> RemovalPolicy:
        """Of what holds data. A first create that fails takes it along all the same: it is empty,
        and what stayed would be in the way of the next.
        """
        if self.retain:
            return RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
        return RemovalPolicy.DESTROY

    @property
    def origins(self) -> list[str]:
        return self.settings.cors_origins.split(",")


PROD = Environment(
    name="prod",
    settings=Settings(environment="prod", cors_origins=NO_ORIGIN),
    threat_protection=True,
    log_retention=RetentionDays.THREE_MONTHS,
    throttle_rate=200,
    throttle_burst=400,
)
STAGING = Environment(
    name="staging", settings=Settings(environment="staging", cors_origins=NO_ORIGIN)
)
DEV = replace(
    STAGING,
    name="dev",
    settings=Settings(
        environment="dev",
        email_verification=False,
        log_level="DEBUG",
        observability="none",
        daily_budget_usd=5,
    ),
    retain=False,
    deletion_protection=False,
    waf=False,
    public_docs=True,
    log_retention=RetentionDays.ONE_WEEK,
)
LOCAL = replace(
    DEV,
    name="local",
    settings=replace(
        DEV.settings,
        environment="local",
        log_level="INFO",
        observability="dashboard",
        provider_requests_per_minute=600,
        daily_budget_usd=math.inf,
        catalogue_max_age=0,
        feed_max_age=0,
        tries_per_address=100_000,
        account_erasure_delay=0,
        mail_sender="splashmy@example.com",
        webhook_private_addresses=True,
    ),
    studio=False,  # local/emulator/studio.py serves its files
    host_layers=True,
    metric_math=False,
)

ENVIRONMENTS = {one.name: one for one in (LOCAL, DEV, STAGING, PROD)}
