"""Where each declared resource is in a deployment: its ARN, and the variables that name it.

Names are composed, not referenced, so that no stack holds another one fast; only Cognito makes
up ids of its own.
"""

from dataclasses import dataclass

from aws_cdk import Aws, aws_iam as iam

from infra import catalog
from infra.constructs.dead_letters import queue_name
from infra.environments import Environment
from splashmy.core.resources import (
    Bucket,
    DeadLetterQueues,
    EventBus,
    FailedFunctions,
    Grant,
    Parameter,
    Queue,
    Resource,
    ScheduledFunctions,
    Secret,
    Service,
    StateMachine,
    Table,
    UserPool,
)

LIVE = "live"  # the alias of an endpoint's published version


@dataclass(frozen=True)
class Locations:
    environment: Environment
    user_pool_id: str
    user_pool_client_id: str

    def name(self, resource: Resource) -> str:
        """The physical name; bucket names are unique in the world, so they carry the account."""
        name = f"{self.environment.prefix}-{resource.name}"
        if isinstance(resource, Bucket):
            return f"{name}-{Aws.ACCOUNT_ID}-{Aws.REGION}"
        return name

    def variables(self, resource: Resource) -> dict[str, str]:
        return dict(zip(resource.variables, self._values(resource), strict=True))

    def statement(self, grant: Grant) -> iam.PolicyStatement:
        arns = [f"{arn}{grant.within}" for arn in self._arns(grant.resource)]
        if isinstance(grant.resource, StateMachine) and grant.within:
            arns = [arn.replace(":stateMachine:", ":execution:") for arn in arns]
        return iam.PolicyStatement(actions=list(grant.actions), resources=arns)

    def _values(self, resource: Resource) -> list[str]:
        match resource:
            case UserPool():
                return [self.user_pool_id, self.user_pool_client_id]
            case DeadLetterQueues():
                queues = (queue_name(one, self.environment) for one in catalog.with_dead_letters())
                return [",".join(queues)]
            case ScheduledFunctions():
                prefix = self.environment.prefix
                return [",".join(f"{prefix}-{one.id}" for one in catalog.scheduled())]
            case StateMachine() | EventBus():
                return [self.arn(resource)]
            case Queue():
                host = f"sqs.{Aws.REGION}.{Aws.URL_SUFFIX}"
                return [f"https://{host}/{Aws.ACCOUNT_ID}/{self.name(resource)}"]
            case Service() | FailedFunctions():
                return []
            case _:
                return [self.name(resource)]

    def _arns(self, resource: Resource) -> list[str]:
        match resource:
            case Service():
                return ["*"]
            case FailedFunctions():
                return [self.function_arn(function.id) for function in catalog.with_dead_letters()]
            case ScheduledFunctions():
                return [self.function_arn(function.id) for function in catalog.scheduled()]
            case _:
                return [self.arn(resource)]

    def arn(self, resource: Resource) -> str:
        name = self.name(resource)
        match resource:
            case Table():
                return self._arn("dynamodb", f"table/{name}")
            case Bucket():
                return f"arn:{Aws.PARTITION}:s3:::{name}"
            case StateMachine():
                return self._arn("states", f"stateMachine:{name}")
            case Queue():
                return self._arn("sqs", name)
            case UserPool():
                return self._arn("cognito-idp", f"userpool/{self.user_pool_id}")
            case Secret():
                return self._arn("secretsmanager", f"secret:{name}-??????")
            case Parameter():
                return self._arn("ssm", f"parameter/{name}")
            case DeadLetterQueues():
                return self._arn("sqs", f"{self.environment.prefix}-*-dead-letters")
            case EventBus():
                return self._arn("events", "event-bus/default")
        raise TypeError(f"{resource} has no ARN")

    def function_arn(self, function_id: str) -> str:
        return self._arn("lambda", f"function:{self.environment.prefix}-{function_id}")

    def endpoint_arn(self, function_id: str) -> str:
        """What the gateway calls: snapshots are of published versions only."""
        arn = self.function_arn(function_id)
        return f"{arn}:{LIVE}" if self.environment.snap_start else arn

    def log_streams(self, function_name: str) -> str:
        return self._arn("logs", f"log-group:/aws/lambda/{function_name}:*")

    @staticmethod
    def _arn(service: str, resource: str) -> str:
        return f"arn:{Aws.PARTITION}:{service}:{Aws.REGION}:{Aws.ACCOUNT_ID}:{resource}"
