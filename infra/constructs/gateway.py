"""The one REST API, from the one derived body."""

from typing import Any

from aws_cdk import aws_apigateway as apigateway, aws_iam as iam
from constructs import Construct

from infra import openapi
from infra.catalog import Function
from infra.environments import Environment
from infra.locations import Locations
from splashmy.web import Endpoint


class Gateway(Construct):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        endpoints: list[tuple[Function, Endpoint[Any, Any]]],
        environment: Environment,
        locations: Locations,
    ) -> None:
        super().__init__(scope, id)
        role = _invoker(self, [locations.function_arn(function.id) for function, _ in endpoints])
        self.body = openapi.body(
            endpoints,
            environment=environment,
            locations=locations,
            gateway_role_arn=role.role_arn,
        )
        self.api = apigateway.SpecRestApi(
            self,
            "Api",
            rest_api_name=environment.prefix,
            api_definition=apigateway.ApiDefinition.from_inline(self.body),
            endpoint_types=[apigateway.EndpointType.REGIONAL],
            cloud_watch_role=False,
            deploy_options=apigateway.StageOptions(
                stage_name=environment.name,
                throttling_rate_limit=environment.throttle_rate,
                throttling_burst_limit=environment.throttle_burst,
                tracing_enabled=True,
            ),
        )


def _invoker(scope: Construct, function_arns: list[str]) -> iam.Role:
    """One role for the gateway saves a permission resource for each function."""
    statement = iam.PolicyStatement(actions=["lambda:InvokeFunction"], resources=function_arns)
    return iam.Role(
        scope,
        "Invoker",
        assumed_by=iam.ServicePrincipal("apigateway.amazonaws.com"),
        inline_policies={"invoke": iam.PolicyDocument(statements=[statement])},
    )
