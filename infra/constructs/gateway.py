"""The one REST API, from the one derived body."""

import json
from typing import Any

from aws_cdk import (
    RemovalPolicy,
    Size,
    aws_apigateway as apigateway,
    aws_certificatemanager as certificates,
    aws_iam as iam,
    aws_logs as logs,
)
from constructs import Construct

from infra import openapi
from infra.catalog import Function
from infra.constructs import documentation
from infra.constructs.protection import Firewall
from infra.environments import Environment
from infra.locations import Locations
from splashmy.web import Endpoint

# Neither the query string nor any header: cursors, tokens and searches stay out of the log. Of what
# comes through the studio's address `address` is therefore CloudFront's.
ACCESS_LOG = {
    "request_id": "$context.requestId",
    "time": "$context.requestTimeEpoch",
    "method": "$context.httpMethod",
    "path": "$context.path",
    "route": "$context.resourcePath",
    "status": "$context.status",
    "latency_ms": "$context.responseLatency",
    "integration_latency_ms": "$context.integrationLatency",
    "integration_status": "$context.integration.status",
    "error": "$context.error.responseType",
    "user_id": "$context.authorizer.claims.sub",
    "address": "$context.identity.sourceIp",
    "trace_id": "$context.xrayTraceId",
}


INVOKED_BY_A_POLICY = 50  # functions, whose names are some 90 characters each


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
        invoked = [locations.endpoint_arn(function.id) for function, _ in endpoints]
        if environment.public_docs:
            invoked.append(locations.function_arn(documentation.FUNCTION))
        role = _invoker(self, invoked)
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
            min_compression_size=Size.kibibytes(1),
            disable_execute_api_endpoint=environment.domain is not None,
            domain_name=_own_domain(self, environment),
            # An account has one such role for all its APIs, so it outlives this stack.
            cloud_watch_role=True,
            cloud_watch_role_removal_policy=RemovalPolicy.RETAIN,
            deploy_options=_stage(self, environment),
        )
        self.url = f"https://{environment.domain}/" if environment.domain else self.api.url
        if environment.waf:
            stage = self.api.deployment_stage
            Firewall(self, "Firewall", environment=environment, stage=stage)


def _stage(scope: Construct, environment: Environment) -> apigateway.StageOptions:
    log_group = logs.LogGroup(
        scope,
        "AccessLogs",
        log_group_name=f"/aws/apigateway/{environment.prefix}",
        retention=environment.log_retention,
        removal_policy=RemovalPolicy.DESTROY,
    )
    return apigateway.StageOptions(
        stage_name=environment.name,
        throttling_rate_limit=environment.throttle_rate,
        throttling_burst_limit=environment.throttle_burst,
        tracing_enabled=True,
        access_log_destination=apigateway.LogGroupLogDestination(log_group),
        access_log_format=apigateway.AccessLogFormat.custom(json.dumps(ACCESS_LOG)),
    )


def _own_domain(scope: Construct, environment: Environment) -> apigateway.DomainNameOptions | None:
    """The owner points the domain's record at it; see docs/deploy.md."""
    if environment.domain is None or environment.certificate_arn is None:
        return None
    certificate = certificates.Certificate.from_certificate_arn(
        scope, "Certificate", environment.certificate_arn
    )
    return apigateway.DomainNameOptions(
        domain_name=environment.domain,
        certificate=certificate,
        endpoint_type=apigateway.EndpointType.REGIONAL,
        security_policy=apigateway.SecurityPolicy.TLS_1_2,
    )


def _invoker(scope: Construct, function_arns: list[str]) -> iam.Role:
    """One role for the gateway saves a permission resource for each function.

    What a role may do itself has 10,240 characters; ten policies beside it have 6,144 each.
    """
    role = iam.Role(scope, "Invoker", assumed_by=iam.ServicePrincipal("apigateway.amazonaws.com"))
    for first in range(0, len(function_arns), INVOKED_BY_A_POLICY):
        some = function_arns[first : first + INVOKED_BY_A_POLICY]
        statement = iam.PolicyStatement(actions=["lambda:InvokeFunction"], resources=some)
        iam.ManagedPolicy(
            scope,
            f"Invoke{first // INVOKED_BY_A_POLICY}",
            roles=[role],
            statements=[statement],
        )
    return role
