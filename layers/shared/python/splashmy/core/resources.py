"""Every deployed thing by name, and what a function may be granted on it.

The only module that reads the environment and makes AWS clients. Each function receives the
variables of the resources it declared; using any other fails with a sentence that says so.
"""

import os
import time
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from splashmy.core.presigning import Credentials

if TYPE_CHECKING:
    from botocore.session import Session

environment = os.environ
CONNECT_TIMEOUT = 1  # seconds
SECRET_MAX_AGE = 300  # seconds
USER_AGENT = "SplashMy"  # botocore's own is composed anew for each call, of 16 parts


@dataclass(frozen=True)
class Grant:
    """IAM actions on a resource, or on what lies `within` its ARN ("/*", "/index/by_owner")."""

    resource: "Resource"
    actions: tuple[str, ...]
    within: str = ""


class UndeclaredResourceError(Exception):
    """A function used a resource that its declaration does not grant."""


@dataclass(frozen=True)
class Resource:
    name: str

    @property
    def variables(self) -> tuple[str, ...]:
        """The environment variables that say where this resource is."""
        return (f"{self.name.replace('-', '_').upper()}_{type(self).__name__.upper()}",)

    @property
    def id(self) -> str:
        """The deployed name, ARN or URL, whichever its API takes."""
        return self._read(self.variables[0])

    @property
    def named(self) -> Grant:
        """To know what it is called, and nothing more."""
        return Grant(self, ())

    def _read(self, variable: str) -> str:
        try:
            return environment[variable]
        except KeyError:
            raise UndeclaredResourceError(
                f"{variable} is not set: declare a grant on {self}"
            ) from None


@dataclass(frozen=True)
class Index:
    """A global secondary index, holding whole items; its keys are strings unless told."""

    name: str
    hash_key: str
    range_key: str
    numeric_range: bool = False


@dataclass(frozen=True)
class Table(Resource):
    """Keys are the strings `pk` and `sk`; `expires_at` (epoch seconds) is its TTL."""

    indexes: tuple[Index, ...] = ()

    def index(self, name: str) -> Index:
        return next(one for one in self.indexes if one.name == name)

    @property
    def get(self) -> Grant:
        return Grant(self, ("dynamodb:GetItem",))

    @property
    def batch_get(self) -> Grant:
        return Grant(self, ("dynamodb:BatchGetItem",))

    @property
    def query(self) -> Grant:
        return Grant(self, ("dynamodb:Query",))

    def query_index(self, name: str) -> Grant:
        return Grant(self, ("dynamodb:Query",), f"/index/{name}")

    @property
    def put(self) -> Grant:
        return Grant(self, ("dynamodb:PutItem",))

    @property
    def update(self) -> Grant:
        return Grant(self, ("dynamodb:UpdateItem",))

    @property
    def delete(self) -> Grant:
        return Grant(self, ("dynamodb:DeleteItem",))

    @property
    def check(self) -> Grant:
        return Grant(self, ("dynamodb:ConditionCheckItem",))

    @property
    def batch_write(self) -> Grant:
        return Grant(self, ("dynamodb:BatchWriteItem",))

    @property
    def scan(self) -> Grant:
        """For schedules only: no request ever scans."""
        return Grant(self, ("dynamodb:Scan",))


class Bucket(Resource):
    @property
    def get(self) -> Grant:
        return Grant(self, ("s3:GetObject",), "/*")

    @property
    def get_version(self) -> Grant:
        return Grant(self, ("s3:GetObjectVersion",), "/*")

    @property
    def put(self) -> Grant:
        return Grant(self, ("s3:PutObject",), "/*")

    @property
    def delete(self) -> Grant:
        return Grant(self, ("s3:DeleteObject",), "/*")

    @property
    def delete_version(self) -> Grant:
        return Grant(self, ("s3:DeleteObjectVersion",), "/*")

    @property
    def list(self) -> Grant:
        return Grant(self, ("s3:ListBucket",))

    @property
    def list_versions(self) -> Grant:
        return Grant(self, ("s3:ListBucketVersions",))


class StateMachine(Resource):
    @property
    def start(self) -> Grant:
        return Grant(self, ("states:StartExecution",))

    @property
    def stop(self) -> Grant:
        return Grant(self, ("states:StopExecution",), ":*")

    @property
    def describe(self) -> Grant:
        return Grant(self, ("states:DescribeExecution",), ":*")

    @property
    def answer(self) -> Grant:
        """To the task that waits with a token."""
        return Grant(self, ("states:SendTaskSuccess", "states:SendTaskHeartbeat"))

    @property
    def fail(self) -> Grant:
        return Grant(self, ("states:SendTaskFailure",))

    def execution(self, name: str) -> str:
        """The ARN of the execution called `name`."""
        return f"{self.id.replace(':stateMachine:', ':execution:')}:{name}"


class Queue(Resource):
    """Of SQS; its `id` is its URL. What consumes it, receives and deletes by its trigger."""

    @property
    def count(self) -> Grant:
        return Grant(self, ("sqs:GetQueueAttributes",))

    @property
    def change_visibility(self) -> Grant:
        return Grant(self, ("sqs:ChangeMessageVisibility",))


class UserPool(Resource):
    @property
    def variables(self) -> tuple[str, ...]:
        return ("USER_POOL_ID", "USER_POOL_CLIENT_ID")

    @property
    def client_id(self) -> str:
        return self._read("USER_POOL_CLIENT_ID")

    @property
    def issuer(self) -> str:
        """Of its tokens."""
        return f"https://cognito-idp.{self.id.partition('_')[0]}.amazonaws.com/{self.id}"

    @property
    def keys_url(self) -> str:
        """Where its public keys are, for anybody: an emulator has them at its own address."""
        endpoint = environment.get("AWS_ENDPOINT_URL")
        return f"{f'{endpoint}/{self.id}' if endpoint else self.issuer}/.well-known/jwks.json"

    def allow(self, *actions: str) -> Grant:
        return Grant(self, tuple(f"cognito-idp:{action}" for action in actions))


class Secret(Resource):
    """Of Secrets Manager, which makes up its first value."""

    @property
    def read(self) -> Grant:
        return Grant(self, ("secretsmanager:GetSecretValue",))

    def fetch(self) -> str:
        answer = client("secretsmanager", read_timeout=3).get_secret_value(SecretId=self.id)
        return str(answer["SecretString"])


class Parameter(Resource):
    """A SecureString of Parameter Store; an operator makes it, since CloudFormation cannot.

    It is encrypted with the key `aws/ssm`, whose policy lets whoever may read it decrypt it.
    """

    @property
    def read(self) -> Grant:
        return Grant(self, ("ssm:GetParameter",))

    def fetch(self) -> str:
        reader = client("ssm", read_timeout=3)
        answer = reader.get_parameter(Name=self.id, WithDecryption=True)
        return str(answer["Parameter"]["Value"])


class EventBus(Resource):
    @property
    def put(self) -> Grant:
        return Grant(self, ("events:PutEvents",))


class DeadLetterQueues(Resource):
    """Of all functions that have one; the variable lists their names, separated by commas."""

    @property
    def names(self) -> list[str]:
        return self.id.split(",")

    @staticmethod
    def function_of(queue: str) -> str:
        """The function whose failed events a queue holds, by the names of both."""
        return queue.removesuffix("-dead-letters")

    @property
    def find(self) -> Grant:
        return Grant(self, ("sqs:GetQueueUrl",))

    @property
    def count(self) -> Grant:
        return Grant(self, ("sqs:GetQueueUrl", "sqs:GetQueueAttributes"))

    @property
    def receive(self) -> Grant:
        return Grant(self, ("sqs:ReceiveMessage",))

    @property
    def delete(self) -> Grant:
        return Grant(self, ("sqs:DeleteMessage",))


class FailedFunctions(Resource):
    """All functions that have a queue of dead letters."""

    @property
    def variables(self) -> tuple[str, ...]:
        return ()

    @property
    def invoke(self) -> Grant:
        return Grant(self, ("lambda:InvokeFunction",))


class ScheduledFunctions(Resource):
    """All functions that a schedule starts; the variable lists their names, separated by commas."""

    @property
    def names(self) -> list[str]:
        return self.id.split(",")

    @property
    def invoke(self) -> Grant:
        return Grant(self, ("lambda:InvokeFunction",))


class Service(Resource):
    """An AWS service used without a resource of ours: its actions are granted on "*"."""

    @property
    def variables(self) -> tuple[str, ...]:
        return ()

    def allow(self, *actions: str) -> Grant:
        return Grant(self, tuple(f"{self.name}:{action}" for action in actions))


USERS = Table("users")
IMAGES = Table("images")
STYLES = Table("styles")
JOBS = Table(
    "jobs",
    indexes=(
        Index("by_status", "pk", "status_order"),
        Index("by_type", "pk", "type_order"),
        Index("by_type_and_status", "pk", "type_status_order"),
        Index("by_begun", "begun_day", "begun_at"),
    ),
)
RESULTS = Table(
    "results",
    indexes=(
        Index("by_likes", "pk", "rank", numeric_range=True),
        Index("by_likes_today", "day", "rank", numeric_range=True),
        Index("by_likes_this_week", "week", "rank", numeric_range=True),
        Index("by_likes_this_month", "month", "rank", numeric_range=True),
    ),
)
IDEMPOTENCY = Table("idempotency")
QUARANTINE = Bucket("quarantine")
MEDIA = Bucket("media")
USER_POOL = UserPool("users")
JOB_WORKFLOW = StateMachine("jobs")
PROVIDER_QUEUE = Queue("provider-calls")
ACCOUNT_DELETION = StateMachine("account-deletion")
OPENAI_KEY = Parameter("openai-key")
SIGNING_KEY = Secret("signing-key")
EVENTS = EventBus("events")
DEAD_LETTERS = DeadLetterQueues("dead-letters")
FAILED_FUNCTIONS = FailedFunctions("failed-functions")
SCHEDULED = ScheduledFunctions("scheduled")
CLOUDWATCH = Service("cloudwatch")
REKOGNITION = Service("rekognition")
SES = Service("ses")
TABLES = (USERS, IMAGES, STYLES, JOBS, RESULTS, IDEMPOTENCY)
BUCKETS = (QUARANTINE, MEDIA)
SECRETS = (SIGNING_KEY,)


# By name: the value, and when it was read in seconds since 1970.
_secrets: dict[str, tuple[str, float]] = {}


@cache
def session() -> "Session":
    """The one session of this process: every client is made from it."""
    from botocore.session import Session

    return Session()


# Presigned URLs name the bucket's own region: the global host redirects without CORS while a bucket
# is young, and never works in regions that came after 2019.
PRESIGNING: dict[str, Any] = {
    "signature_version": "s3v4",
    "s3": {"addressing_style": "virtual", "us_east_1_regional_endpoint": "regional"},
}


def region() -> str:
    """Where this process calls AWS; read as botocore reads it."""
    named = environment.get("AWS_DEFAULT_REGION") or session().get_config_variable("region")
    if named is None:
        from botocore.exceptions import NoRegionError

        raise NoRegionError
    return str(named)


def credentials() -> Credentials:
    """Of a function they stand in its environment; anywhere else botocore finds and renews them."""
    key = environment.get("AWS_ACCESS_KEY_ID")
    secret_key = environment.get("AWS_SECRET_ACCESS_KEY")
    if key and secret_key:
        return Credentials(key, secret_key, environment.get("AWS_SESSION_TOKEN") or None)
    if (found := session().get_credentials()) is None:
        from botocore.exceptions import NoCredentialsError

        raise NoCredentialsError
    now: Any = found.get_frozen_credentials()
    return Credentials(now.access_key, now.secret_key, now.token)


@cache
def client(service: str, *, read_timeout: float = 10, region: str | None = None) -> Any:
    """The one client of this process for an AWS service, in a `region` other than its own if asked.

    Connects within 1 s and reads within `read_timeout` seconds, 3 attempts while the invocation
    has the time for them.
    """
    from botocore.config import Config

    from splashmy.core import deadline

    make: Any = session().create_client
    config = Config(
        connect_timeout=CONNECT_TIMEOUT,
        read_timeout=read_timeout,
        retries={"total_max_attempts": 3, "mode": "standard"},
        user_agent=USER_AGENT,
        parameter_validation=service != "dynamodb",  # PynamoDB's own client has it off, too
        **(PRESIGNING if service == "s3" else {}),
    )
    made = make(service, region_name=region, config=config)
    deadline.keep(made, longest=CONNECT_TIMEOUT + read_timeout)
    return made


def secret(resource: Secret | Parameter) -> str:
    """The current value of a secret, read at most every 5 minutes: a rotation needs no deploy."""
    value, read_at = _secrets.get(resource.id, ("", 0.0))
    if not 0 <= time.time() - read_at < SECRET_MAX_AGE:
        value = resource.fetch()
        _secrets[resource.id] = (value, time.time())
    return value
