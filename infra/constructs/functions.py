"""A declared function as a Lambda with its own role and log group."""

from collections.abc import Sequence
from typing import Any

from aws_cdk import (
    Duration,
    RemovalPolicy,
    aws_iam as iam,
    aws_lambda as lambda_,
    aws_logs as logs,
    aws_sqs as sqs,
)
from constructs import Construct

from infra import edge_secret, layers
from infra.catalog import Function
from infra.environments import Environment
from infra.locations import LIVE, Locations
from splashmy.core.resources import Grant
from splashmy.web import Endpoint, Task

ALWAYS = ("shared", "dependencies")


class Layers(Construct):
    """The layers of a stack, each made when the first function asks for it."""

    def __init__(self, scope: Construct, id: str, *, environment: Environment) -> None:
        super().__init__(scope, id)
        self.folders = layers.build(layers.HOST if environment.host_layers else layers.LAMBDA)
        self.made: dict[str, lambda_.LayerVersion] = {}

    def of(self, function: Function) -> list[lambda_.LayerVersion]:
        return [self._layer(name) for name in (*ALWAYS, *sorted(set(function.handler.layers)))]

    def _layer(self, name: str) -> lambda_.LayerVersion:
        if name not in self.made:
            folder = self.folders[name]
            code = lambda_.Code.from_asset(str(folder), asset_hash=folder.name)
            self.made[name] = lambda_.LayerVersion(self, name.capitalize(), code=code)
        return self.made[name]


class PythonFunction(Construct):
    """`dead_letters` takes the events of an asynchronous invocation that failed for good."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        function: Function,
        environment: Environment,
        locations: Locations,
        layers: Layers,
        dead_letters: sqs.IQueue | None = None,
    ) -> None:
        super().__init__(scope, id)
        handler = function.handler
        self.dead_letters = dead_letters
        snapshots = environment.snap_start and isinstance(handler, Endpoint)
        name = f"{environment.prefix}-{function.id}"
        log_group = logs.LogGroup(
            self,
            "Logs",
            log_group_name=f"/aws/lambda/{name}",
            retention=environment.log_retention,
            removal_policy=RemovalPolicy.DESTROY,
        )
        statements = [
            *_declared(handler.grants, locations),
            *_operational(locations.log_streams(name), dead_letters),
            *_consuming(handler, locations),
        ]
        self.role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            inline_policies={"declared": iam.PolicyDocument(statements=statements)},
        )
        self.function = lambda_.Function(
            self,
            "Function",
            function_name=name,
            description=handler.summary[:256],
            code=lambda_.Code.from_asset(str(function.folder), exclude=["__pycache__"]),
            handler="handler.handler",
            runtime=lambda_.Runtime.PYTHON_3_13,
            architecture=lambda_.Architecture.ARM_64,
            layers=layers.of(function),
            role=self.role.without_policy_updates(),
            log_group=log_group,
            memory_size=handler.memory,
            timeout=Duration.seconds(handler.timeout),
            snap_start=lambda_.SnapStartConf.ON_PUBLISHED_VERSIONS if snapshots else None,
            tracing=lambda_.Tracing.ACTIVE,
            dead_letter_queue=dead_letters,
            environment=_variables(handler, environment, locations),
        )
        if snapshots:  # a version is published with each change of code, layers or settings
            version = self.function.current_version
            lambda_.Alias(self, "Live", alias_name=LIVE, version=version)


def _consuming(handler: Any, locations: Locations) -> list[iam.PolicyStatement]:
    """What Lambda does to the queue that triggers a function, as that function."""
    queue = getattr(handler, "consumes", None)
    if queue is None:
        return []
    actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    return [iam.PolicyStatement(actions=actions, resources=[locations.arn(queue)])]


def _declared(grants: Sequence[Grant], locations: Locations) -> list[iam.PolicyStatement]:
    return [locations.statement(grant) for grant in grants if grant.actions]


def _operational(log_streams: str, dead_letters: sqs.IQueue | None) -> list[iam.PolicyStatement]:
    statements = [
        iam.PolicyStatement(
            actions=["logs:CreateLogStream", "logs:PutLogEvents"], resources=[log_streams]
        ),
        iam.PolicyStatement(
            actions=["xray:PutTraceSegments", "xray:PutTelemetryRecords"], resources=["*"]
        ),
    ]
    if dead_letters:
        statements.append(
            iam.PolicyStatement(actions=["sqs:SendMessage"], resources=[dead_letters.queue_arn])
        )
    return statements


def _variables(
    handler: Endpoint[Any, Any] | Task[Any, Any], environment: Environment, locations: Locations
) -> dict[str, str]:
    variables = environment.settings.variables()
    if environment.domain:
        variables.setdefault("API_URL", f"https://{environment.domain}")
    if not environment.host_layers:
        variables["AWS_CA_BUNDLE"] = "/opt/python/splashmy_ca.pem"
    if environment.studio and isinstance(handler, Endpoint) and handler.asks_for_address:
        variables["EDGE_SECRET"] = edge_secret.reference(environment.name)
    for grant in handler.grants:
        variables |= locations.variables(grant.resource)
    return variables
