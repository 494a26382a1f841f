"""A small CDK app with one of each thing that the probes need, synthesized to $CDK_OUTDIR."""

from pathlib import Path
from typing import Any

from aws_cdk import (
    App,
    CfnOutput,
    Duration,
    RemovalPolicy,
    Stack,
    aws_apigateway as apigateway,
    aws_cognito as cognito,
    aws_dynamodb as dynamodb,
    aws_events as events,
    aws_events_targets as targets,
    aws_iam as iam,
    aws_lambda as lambda_,
    aws_s3 as s3,
    aws_secretsmanager as secretsmanager,
    aws_sqs as sqs,
    aws_stepfunctions as sfn,
    aws_stepfunctions_tasks as tasks,
)
from constructs import Construct

SAMPLE = Path(__file__).parent / "sample"


class SampleStack(Stack):
    def __init__(self, scope: Construct) -> None:
        super().__init__(scope, "Sample")
        self.layer = lambda_.LayerVersion(
            self, "Layer", code=lambda_.Code.from_asset(str(SAMPLE / "layer"))
        )
        self.recording = self._function("Recording", "handler.record")
        self._data()
        self._users()
        self._workflow()
        self._api()

    def _function(self, name: str, handler: str, **settings: Any) -> lambda_.Function:
        return lambda_.Function(
            self,
            name,
            runtime=lambda_.Runtime.PYTHON_3_13,
            handler=handler,
            code=lambda_.Code.from_asset(str(SAMPLE / "function")),
            layers=[self.layer],
            timeout=Duration.seconds(10),
            **settings,
        )

    def _data(self) -> None:
        table = dynamodb.Table(
            self,
            "Table",
            partition_key=dynamodb.Attribute(name="pk", type=dynamodb.AttributeType.STRING),
            time_to_live_attribute="expires_at",
            removal_policy=RemovalPolicy.DESTROY,
        )
        secret = secretsmanager.Secret(
            self,
            "Secret",
            generate_secret_string=secretsmanager.SecretStringGenerator(
                exclude_punctuation=True, password_length=64
            ),
        )
        self._output(TableName=table.table_name, SecretRef=_resource(secret).ref)
        self._bucket()

    def _bucket(self) -> None:
        bucket = s3.Bucket(
            self,
            "Bucket",
            versioned=True,
            enforce_ssl=True,
            lifecycle_rules=[s3.LifecycleRule(expiration=Duration.days(1))],
        )
        notify = {"eventBridgeConfiguration": {"eventBridgeEnabled": True}}
        _resource(bucket).notification_configuration = notify
        uploaded = events.EventPattern(
            source=["aws.s3"],
            detail_type=["Object Created"],
            detail={"bucket": {"name": [bucket.bucket_name]}},
        )
        target = targets.LambdaFunction(
            self.recording, dead_letter_queue=sqs.Queue(self, "UndeliveredUploads")
        )
        events.Rule(self, "Uploaded", event_pattern=uploaded, targets=[target])
        self._output(BucketName=bucket.bucket_name)

    def _users(self) -> None:
        self.pool = cognito.UserPool(self, "Users", self_sign_up_enabled=True)
        self.pool.add_trigger(cognito.UserPoolOperation.POST_CONFIRMATION, self.recording)
        client = self.pool.add_client(
            "Client",
            generate_secret=False,
            auth_flows=cognito.AuthFlow(admin_user_password=True),
            refresh_token_rotation_grace_period=Duration.seconds(0),
        )
        self._output(UserPoolId=self.pool.user_pool_id, ClientId=client.user_pool_client_id)

    def _workflow(self) -> None:
        failures = sqs.Queue(self, "Failures")
        refusing = self._function(
            "Refusing",
            "handler.refuse",
            dead_letter_queue=failures,
            retry_attempts=0,
            reserved_concurrent_executions=3,
        )
        refuse = tasks.LambdaInvoke(self, "Refuse", lambda_function=refusing)
        refuse.add_catch(sfn.Pass(self, "Explain"), errors=["RefusedError"])
        machine = sfn.StateMachine(
            self, "Workflow", definition_body=sfn.DefinitionBody.from_chainable(refuse)
        )
        self._output(
            FailuresUrl=failures.queue_url,
            RefusingName=refusing.function_name,
            RecordingName=self.recording.function_name,
            WorkflowArn=machine.state_machine_arn,
        )
        self._growing_workflow()

    def _growing_workflow(self) -> None:
        """Its one task answers as much as its input asks for."""
        echoing = self._function("Echoing", "handler.echo")
        grow = tasks.LambdaInvoke(
            self,
            "Grow",
            lambda_function=echoing,
            payload_response_only=True,
            retry_on_service_exceptions=False,
        )
        grow.add_catch(sfn.Pass(self, "Caught"), errors=["States.ALL"])
        machine = sfn.StateMachine(
            self, "Growing", definition_body=sfn.DefinitionBody.from_chainable(grow)
        )
        self._output(EchoingName=echoing.function_name, GrowingArn=machine.state_machine_arn)

    def _api(self) -> None:
        answering = self._function("Answering", "handler.answer")
        answering.add_permission("Api", principal=iam.ServicePrincipal("apigateway.amazonaws.com"))
        body = openapi(self._invocation(answering), self.pool.user_pool_arn)
        apigateway.SpecRestApi(
            self, "Api", api_definition=apigateway.ApiDefinition.from_inline(body)
        )

    def _invocation(self, function: lambda_.Function) -> str:
        path = f"path/2015-03-31/functions/{function.function_arn}/invocations"
        return f"arn:aws:apigateway:{self.region}:lambda:{path}"

    def _output(self, **values: str) -> None:
        for name, value in values.items():
            CfnOutput(self, name, value=value)


def _resource(construct: Construct) -> Any:
    """The CloudFormation resource behind a construct."""
    return construct.node.default_child


def openapi(invocation: str, pool_arn: str) -> dict[str, Any]:
    return {
        "openapi": "3.0.1",
        "info": {"title": "Sample", "version": "1"},
        "paths": {
            "/api/v1/open/{thing}": {
                "get": _proxy(invocation),
                "post": _proxy(invocation),
                "options": _preflight(),
            },
            "/api/v1/slow": {"get": _proxy(invocation, timeoutInMillis=1000)},
            "/api/v1/closed": {"get": {**_proxy(invocation), "security": [{"users": []}]}},
        },
        "components": {"securitySchemes": {"users": _authorizer(pool_arn)}},
        "x-amazon-apigateway-gateway-responses": {
            "MISSING_AUTHENTICATION_TOKEN": _envelope("not_found", 404),
            "UNAUTHORIZED": _envelope("unauthorized", 401),
            "DEFAULT_4XX": _envelope("refused"),
            "DEFAULT_5XX": _envelope("unavailable"),
        },
    }


def _proxy(invocation: str, **settings: Any) -> dict[str, Any]:
    integration = {"type": "aws_proxy", "httpMethod": "POST", "uri": invocation, **settings}
    return {"x-amazon-apigateway-integration": integration}


def _preflight() -> dict[str, Any]:
    headers = {"method.response.header.Access-Control-Allow-Origin": "'https://app.example'"}
    return {
        "responses": {"204": {"description": "preflight"}},
        "x-amazon-apigateway-integration": {
            "type": "mock",
            "requestTemplates": {"application/json": '{"statusCode": 204}'},
            "responses": {"default": {"statusCode": "204", "responseParameters": headers}},
        },
    }


def _authorizer(pool_arn: str) -> dict[str, Any]:
    return {
        "type": "apiKey",
        "name": "Authorization",
        "in": "header",
        "x-amazon-apigateway-authtype": "cognito_user_pools",
        "x-amazon-apigateway-authorizer": {
            "type": "cognito_user_pools",
            "providerARNs": [pool_arn],
        },
    }


def _envelope(code: str, status: int | None = None) -> dict[str, Any]:
    template = (
        '{"success": false, "message": $context.error.messageString,'
        f' "code": "{code}", "request_id": "$context.requestId"}}'
    )
    response: dict[str, Any] = {
        "responseTemplates": {"application/json": template},
        "responseParameters": {"gatewayresponse.header.Access-Control-Allow-Origin": "'*'"},
    }
    return response if status is None else {**response, "statusCode": status}


if __name__ == "__main__":
    app = App()
    SampleStack(app)
    app.synth()
