"""A probe for each gap of the emulator: it passes, and it fails where the gap is left open."""

import base64
import contextlib
import http.client
import json
import time
from collections.abc import Callable
from typing import Any, Literal
from urllib.parse import urlsplit
from uuid import uuid4

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from local import aws, lifetime
from local.stack import Stack
from tests.local.calls import Answer, call, recorded
from tests.local.users import PASSWORD, a_user, log_in

PATIENCE_S = 5.0
MB = 1024**2

as_it_comes = pytest.mark.xfail(raises=AssertionError, reason="the emulator as it comes lacks it")


@pytest.fixture(params=["sample", pytest.param("bare_sample", marks=as_it_comes)])
def stack(request: pytest.FixtureRequest) -> Stack:
    """Every probe runs twice; the second time it must fail."""
    chosen: Stack = request.getfixturevalue(request.param)
    return chosen


def test_the_preflight_is_answered_as_the_api_body_says(stack: Stack) -> None:
    preflight = call(f"{stack.api_url}/api/v1/open/x", "OPTIONS", origin="https://app.example")

    allowed = preflight.headers.get("access-control-allow-origin")
    assert (preflight.status, allowed, preflight.body) == (204, "https://app.example", b"")


def test_errors_of_the_gateway_have_the_form_that_the_api_body_says(stack: Stack) -> None:
    unknown = call(f"{stack.api_url}/api/v1/nowhere")
    closed = call(f"{stack.api_url}/api/v1/closed")

    assert (unknown.status, closed.status) == (404, 401)
    assert (unknown.json().get("code"), closed.json().get("code")) == ("not_found", "unauthorized")
    assert closed.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ["failing", "nonsense"])
def test_a_failing_function_is_a_502_without_internals(stack: Stack, path: str) -> None:
    answer = call(f"{stack.api_url}/api/v1/open/{path}")

    assert answer.status == 502
    assert answer.json().get("code") == "unavailable"
    assert b"internal detail" not in answer.body


def test_a_state_machine_catches_an_exception_by_its_name(stack: Stack) -> None:
    machines = stack.client("stepfunctions")
    started = machines.start_execution(
        stateMachineArn=stack.outputs["WorkflowArn"], input='{"name": "x"}'
    )

    def ended() -> bool:
        return bool(execution()["status"] != "RUNNING")

    def execution() -> dict[str, Any]:
        found: dict[str, Any] = machines.describe_execution(executionArn=started["executionArn"])
        return found

    assert lifetime.wait_until(ended, PATIENCE_S)
    assert execution()["status"] == "SUCCEEDED"


def test_the_token_of_a_stopped_execution_is_over(stack: Stack) -> None:
    machines, queues = stack.client("stepfunctions"), stack.client("sqs")
    url = queues.create_queue(QueueName=f"waiting-{uuid4()}")["QueueUrl"]
    execution = _sending(stack, url)
    (message,) = queues.receive_message(QueueUrl=url, WaitTimeSeconds=int(PATIENCE_S))["Messages"]
    token = json.loads(message["Body"])["token"]

    machines.stop_execution(executionArn=execution)
    answers = [_answered(machines, one) for one in (token, "no token at all")]

    assert answers == ["TaskTimedOut", "InvalidToken"]
    assert machines.describe_execution(executionArn=execution)["status"] == "ABORTED"


def test_an_execution_acts_as_the_role_of_its_machine(stack: Stack) -> None:
    machines, queues = stack.client("stepfunctions"), stack.client("sqs")
    url = queues.create_queue(QueueName=f"closed-{uuid4()}")["QueueUrl"]
    attributes = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    closed_to_it = {
        "Effect": "Deny",
        "Principal": {"AWS": _role(stack)},
        "Action": "sqs:SendMessage",
        "Resource": attributes["Attributes"]["QueueArn"],
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [closed_to_it]})
    queues.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})

    execution = _sending(stack, url)

    def failed() -> bool:
        return bool(machines.describe_execution(executionArn=execution)["status"] == "FAILED")

    assert lifetime.wait_until(failed, PATIENCE_S)


def _role(stack: Stack) -> str:
    machines = stack.client("stepfunctions")
    known = machines.describe_state_machine(stateMachineArn=stack.outputs["WorkflowArn"])
    return str(known["roleArn"])


def _sending(stack: Stack, url: str) -> str:
    """An execution that sends its task's token to a queue and waits."""
    machines = stack.client("stepfunctions")
    waiting = {
        "Type": "Task",
        "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "Parameters": {"QueueUrl": url, "MessageBody": {"token.$": "$$.Task.Token"}},
        "End": True,
    }
    machine = machines.create_state_machine(
        name=f"sending-{uuid4()}",
        definition=json.dumps({"StartAt": "Send", "States": {"Send": waiting}}),
        roleArn=_role(stack),
    )["stateMachineArn"]
    return str(machines.start_execution(stateMachineArn=machine)["executionArn"])


def test_a_message_group_with_nothing_in_flight_goes_first(stack: Stack) -> None:
    queues = stack.client("sqs")
    url = queues.create_queue(QueueName=f"fair-{uuid4()}")["QueueUrl"]
    for group, body in (("ana", "1"), ("ana", "2"), ("ana", "3"), ("bo", "4"), ("ana", "5")):
        queues.send_message(QueueUrl=url, MessageBody=body, MessageGroupId=group)

    came = [queues.receive_message(QueueUrl=url)["Messages"][0]["Body"] for _ in range(5)]

    assert came == ["1", "4", "2", "3", "5"]


def _answered(machines: Any, token: str) -> str:
    try:
        machines.send_task_failure(taskToken=token)
    except ClientError as error:
        return str(error.response["Error"]["Code"])
    return "taken"


def test_a_function_sees_its_own_environment_only(stack: Stack) -> None:
    answer = call(f"{stack.api_url}/api/v1/open/x").json()

    assert answer["runtime"]["greeting"] == "hello from a layer"
    assert "AWS_EXECUTION_ENV" in answer["runtime"]["environment"]
    assert "STATE_DIR" not in answer["runtime"]["environment"]


def test_a_function_that_failed_for_good_leaves_its_event_in_the_queue(stack: Stack) -> None:
    queue = stack.client("sqs")
    stack.client("lambda").invoke(
        FunctionName=stack.outputs["RefusingName"], InvocationType="Event", Payload="{}"
    )

    left = queue.receive_message(
        QueueUrl=stack.outputs["FailuresUrl"], WaitTimeSeconds=int(PATIENCE_S)
    )

    assert [message["Body"] for message in left.get("Messages", [])] == ["{}"]


def test_reserved_concurrency_is_kept(stack: Stack) -> None:
    functions = stack.client("lambda")

    reserved = functions.get_function_concurrency(FunctionName=stack.outputs["RefusingName"])

    assert reserved.get("ReservedConcurrentExecutions") == 3


def test_time_to_live_of_a_table_is_enabled(stack: Stack) -> None:
    tables = stack.client("dynamodb")

    found = tables.describe_time_to_live(TableName=stack.outputs["TableName"])

    assert found["TimeToLiveDescription"].get("AttributeName") == "expires_at"


def test_a_table_is_restored_as_it_was_at_a_moment(stack: Stack) -> None:
    tables, name, restored = stack.client("dynamodb"), stack.outputs["TableName"], str(uuid4())
    kept, changed, made = (str(uuid4()) for _ in range(3))
    for key in (kept, changed):
        tables.put_item(TableName=name, Item={"pk": {"S": key}, "was": {"S": "before"}})
    moment = a_whole_second()
    tables.put_item(TableName=name, Item={"pk": {"S": changed}, "was": {"S": "after"}})
    tables.put_item(TableName=name, Item={"pk": {"S": made}})
    tables.delete_item(TableName=name, Key={"pk": {"S": kept}})

    tables.restore_table_to_point_in_time(
        SourceTableName=name, TargetTableName=restored, RestoreDateTime=moment
    )

    items = tables.scan(TableName=restored)["Items"]
    found = {one["pk"]["S"]: one.get("was") for one in items}
    before = {"S": "before"}
    assert (found.get(kept), found.get(changed), made in found) == (before, before, False)


def test_elements_of_a_list_are_removed_by_their_numbers_before_the_update(stack: Stack) -> None:
    tables, key = stack.client("dynamodb"), {"pk": {"S": str(uuid4())}}
    place = {"TableName": stack.outputs["TableName"], "Key": key}
    elements = [{"S": "a"}, {"S": "b"}, {"S": "c"}, {"S": "d"}]
    tables.put_item(TableName=place["TableName"], Item={**key, "l": {"L": elements}})

    tables.update_item(**place, UpdateExpression="REMOVE l[0], l[2]")

    assert tables.get_item(**place)["Item"]["l"] == {"L": [{"S": "b"}, {"S": "d"}]}


def test_an_update_with_a_clause_twice_is_refused(stack: Stack) -> None:
    refused = refusal(
        stack.client("dynamodb").update_item,
        TableName=stack.outputs["TableName"],
        Key={"pk": {"S": "twice"}},
        UpdateExpression="SET a = :a SET b = :a",
        ExpressionAttributeValues={":a": {"N": "1"}},
    )

    assert refused == "ValidationException"


def test_a_condition_on_a_type_that_there_is_not_is_refused(stack: Stack) -> None:
    refused = refusal(
        stack.client("dynamodb").put_item,
        TableName=stack.outputs["TableName"],
        Item={"pk": {"S": "typed"}},
        ConditionExpression="NOT attribute_type(pk, :type)",
        ExpressionAttributeValues={":type": {"S": "Z"}},
    )

    assert refused == "ValidationException"


def test_an_item_of_a_transaction_is_written_in_one_way(stack: Stack) -> None:
    table, key = stack.outputs["TableName"], {"pk": {"S": str(uuid4())}}
    acts = {
        "Put": {"TableName": table, "Item": key},
        "Delete": {"TableName": table, "Key": {"pk": {"S": "another"}}},
    }

    refused = refusal(stack.client("dynamodb").transact_write_items, TransactItems=[acts])

    assert refused == "ValidationException"


def test_the_reference_of_a_secret_is_its_arn(stack: Stack) -> None:
    secret = stack.client("secretsmanager").describe_secret(SecretId=stack.outputs["SecretRef"])

    assert stack.outputs["SecretRef"] == secret["ARN"]


def test_a_generated_secret_keeps_the_rules_for_it(stack: Stack) -> None:
    found = stack.client("secretsmanager").get_secret_value(SecretId=stack.outputs["SecretRef"])

    assert len(found["SecretString"]) == 64
    assert found["SecretString"].isalnum()


def test_a_bucket_that_enforces_tls_can_be_used(stack: Stack) -> None:
    s3 = client_of_a_user(stack, "s3")

    put = refusal(s3.put_object, Bucket=stack.outputs["BucketName"], Key="x", Body=b"x")

    assert put is None


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("a..b@example.com", PASSWORD),
        ("a,b@example.com", PASSWORD),
        ("a@example.com", f"{PASSWORD} {PASSWORD}"),
    ],
)
def test_the_pool_refuses_what_it_has_no_format_for(
    stack: Stack, email: str, password: str
) -> None:
    refused = refusal(
        stack.client("cognito-idp").sign_up,
        ClientId=stack.outputs["ClientId"],
        Username=f"user-{uuid4().hex}",
        Password=password,
        UserAttributes=[{"Name": "email", "Value": email}],
    )

    assert refused == "InvalidParameterException"


def test_only_a_refresh_token_can_be_revoked(stack: Stack) -> None:
    tokens = log_in(stack, a_user(stack))
    revoke, client_id = stack.client("cognito-idp").revoke_token, stack.outputs["ClientId"]

    assert refusal(revoke, Token=tokens["RefreshToken"], ClientId=client_id) is None
    for token in (tokens["AccessToken"], "nonsense"):
        assert refusal(revoke, Token=token, ClientId=client_id) == "UnsupportedTokenTypeException"


def test_a_confirmed_user_triggers_post_confirmation(stack: Stack) -> None:
    user = a_user(stack)

    assert triggers(stack, user) == ["PostConfirmation_ConfirmSignUp"]


def test_a_reset_password_triggers_post_confirmation(stack: Stack) -> None:
    user, users = a_user(stack), stack.client("cognito-idp")
    client = {"ClientId": stack.outputs["ClientId"], "Username": user}
    users.forgot_password(**client)

    users.confirm_forgot_password(**client, ConfirmationCode="654321", Password=PASSWORD)

    assert triggers(stack, user)[1:] == ["PostConfirmation_ConfirmForgotPassword"]


def test_a_refresh_token_works_once(stack: Stack) -> None:
    first = log_in(stack, a_user(stack))["RefreshToken"]

    second = refresh(stack, first)["AuthenticationResult"].get("RefreshToken")

    assert second not in {None, first}
    assert refusal(refresh, stack, first) == "RefreshTokenReuseException"
    assert refusal(refresh, stack, second) is None


def test_an_upload_is_announced_with_its_version(stack: Stack) -> None:
    bucket, key = stack.outputs["BucketName"], f"upload-{uuid4()}"
    put = stack.client("s3").put_object(Bucket=bucket, Key=key, Body=b"x")

    def announced() -> list[str | None]:
        objects = [event["detail"]["object"] for event in recorded(stack) if "detail" in event]
        return [found.get("version-id") for found in objects if found["key"] == key]

    assert lifetime.wait_until(lambda: announced() != [], PATIENCE_S)
    assert announced() == [put["VersionId"]]


def test_a_refreshed_token_tells_when_its_user_signed_in(stack: Stack) -> None:
    first = log_in(stack, a_user(stack))
    time.sleep(1.1)  # the claim is in whole seconds

    second = refresh(stack, first["RefreshToken"])["AuthenticationResult"]

    assert auth_time(second["AccessToken"]) == auth_time(first["AccessToken"])


def test_of_a_repeated_parameter_the_last_value_is_the_one(stack: Stack) -> None:
    event = call(f"{stack.api_url}/api/v1/open/x?page=1&page=2").json()["event"]

    assert event["queryStringParameters"] == {"page": "2"}
    assert event["multiValueQueryStringParameters"] == {"page": ["1", "2"]}


@pytest.mark.parametrize("size", [10 * MB + 1, 6 * MB])
def test_a_request_over_10_mb_or_over_what_a_function_takes_is_too_large(
    stack: Stack, size: int
) -> None:
    answer = call(f"{stack.api_url}/api/v1/open/x", "POST", b"x" * size)

    assert answer.status == 413
    assert answer.json()["code"] == "refused"


def test_a_function_that_answers_too_late_is_a_504(stack: Stack) -> None:
    answer = call(f"{stack.api_url}/api/v1/slow")

    assert answer.status == 504
    assert answer.json()["code"] == "unavailable"


def test_an_answer_over_6_mb_is_a_502(stack: Stack) -> None:
    assert call(f"{stack.api_url}/api/v1/open/large").status == 502


def test_a_function_answers_6_mb_and_no_more(stack: Stack) -> None:
    functions, echoing = stack.client("lambda"), stack.outputs["EchoingName"]

    def answered(size: int) -> dict[str, Any]:
        payload = json.dumps({"answer": size - len('""')})
        answer: dict[str, Any] = functions.invoke(FunctionName=echoing, Payload=payload)
        return answer

    assert "FunctionError" not in answered(6 * MB + 100)
    refused = answered(6 * MB + 101)
    assert refused.get("FunctionError") == "Unhandled"
    assert json.load(refused["Payload"])["errorType"] == "Function.ResponseSizeTooLarge"


@pytest.mark.parametrize(("kind", "limit"), [("RequestResponse", 6 * MB), ("Event", MB)])
def test_a_function_is_given_no_more_than_it_takes(stack: Stack, kind: str, limit: int) -> None:
    functions, recording = stack.client("lambda"), stack.outputs["RecordingName"]

    def given(size: int) -> str | None:
        payload = json.dumps("x" * (size - len('""')))
        return refusal(
            functions.invoke, FunctionName=recording, InvocationType=kind, Payload=payload
        )

    assert given(limit + 1) == "RequestEntityTooLargeException"


def test_a_state_is_given_256_kib_and_no_more(stack: Stack) -> None:
    machines, growing = stack.client("stepfunctions"), stack.outputs["GrowingArn"]
    at_the_limit = json.dumps({"answer": 1, "rest": "x" * (256 * 1024 - 25)})

    def started(text: str) -> str | None:
        return refusal(machines.start_execution, stateMachineArn=growing, input=text)

    assert len(at_the_limit) == 256 * 1024
    assert (started(at_the_limit), started(f"{at_the_limit} ")) == (None, "ValidationException")


def test_a_result_over_256_kib_ends_an_execution_past_every_catch(stack: Stack) -> None:
    machines = stack.client("stepfunctions")

    def ended(size: int) -> dict[str, Any]:
        started = machines.start_execution(
            stateMachineArn=stack.outputs["GrowingArn"], input=json.dumps({"answer": size})
        )

        def execution() -> dict[str, Any]:
            arn = started["executionArn"]
            found: dict[str, Any] = machines.describe_execution(executionArn=arn)
            return found

        assert lifetime.wait_until(lambda: execution()["status"] != "RUNNING", PATIENCE_S)
        return execution()

    assert ended(256 * 1024 - len('""'))["status"] == "SUCCEEDED"
    assert ended(256 * 1024)["status"] == "FAILED"
    assert ended(256 * 1024)["error"] == "States.DataLimitExceeded"


def test_a_presigned_url_takes_no_authorization_beside_it(stack: Stack) -> None:
    url = an_object(stack, "us-east-1")

    alone, signed_twice = call(url), call(url, authorization="Bearer a.token")

    assert (alone.status, signed_twice.status) == (200, 400)
    assert b"<Code>InvalidArgument</Code>" in signed_twice.body


@pytest.mark.parametrize("region", ["eu-west-1", "il-central-1"])
def test_a_bucket_elsewhere_has_no_global_host(stack: Stack, region: str) -> None:
    regional = f"s3.{region}.amazonaws.com"

    at_home = fetch(stack, an_object(stack, region, host=regional))
    abroad = fetch(stack, an_object(stack, region, host="s3.amazonaws.com"))

    assert (at_home.status, abroad.status) == (200, 307)
    assert regional in abroad.headers["location"]
    assert "access-control-allow-origin" not in abroad.headers


def test_a_caller_cannot_claim_another_address(stack: Stack) -> None:
    answer = call(f"{stack.api_url}/api/v1/open/x", x_forwarded_for="203.0.113.7").json()

    assert answer["event"]["requestContext"]["identity"]["sourceIp"] == "127.0.0.1"


def a_whole_second() -> int:
    """One that has begun after all that was done so far, and before all that follows."""
    moment = int(time.time()) + 1
    while time.time() <= moment:
        time.sleep(0.05)
    return moment


def auth_time(token: str) -> int:
    payload = token.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return int(claims["auth_time"])


def refusal(act: Callable[..., Any], *arguments: Any, **named: Any) -> str | None:
    """The code that a call was refused with."""
    try:
        act(*arguments, **named)
    except ClientError as error:
        return str(error.response["Error"]["Code"])
    return None


def client_of_a_user(stack: Stack, service: str) -> Any:
    """Of an IAM user who may do all that the service does; the account's root heeds no policy."""
    iam, name = stack.client("iam"), f"user-{uuid4()}"
    statement = {"Effect": "Allow", "Action": f"{service}:*", "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    iam.create_user(UserName=name)
    iam.put_user_policy(UserName=name, PolicyName="all", PolicyDocument=document)
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return aws.client(service, stack.endpoint_url, (key["AccessKeyId"], key["SecretAccessKey"]))


def refresh(stack: Stack, token: str) -> dict[str, Any]:
    answer: dict[str, Any] = stack.client("cognito-idp").get_tokens_from_refresh_token(
        ClientId=stack.outputs["ClientId"], RefreshToken=token
    )
    return answer


def an_object(stack: Stack, region: str, host: str = "") -> str:
    """The presigned URL of a new object in a bucket there, at the emulator or at a host of S3's."""
    bucket, session = f"bucket-{uuid4()}", boto3.Session(*aws.ROOT_KEY, region_name=region)

    def client(url: str, style: Literal["path", "virtual"]) -> Any:
        config = Config(s3={"addressing_style": style}, signature_version="s3v4")
        return session.client("s3", endpoint_url=url, config=config)

    here = client(stack.endpoint_url, "path")
    home = {"CreateBucketConfiguration": {"LocationConstraint": region}}
    here.create_bucket(Bucket=bucket, **({} if region == aws.REGION else home))
    here.put_object(Bucket=bucket, Key="key", Body=b"x")
    signing = client(f"https://{host}", "virtual") if host else here
    return str(signing.generate_presigned_url("get_object", {"Bucket": bucket, "Key": "key"}))


def fetch(stack: Stack, url: str) -> Answer:
    """What the emulator answers to a URL of S3's own."""
    parts = urlsplit(url)
    here = urlsplit(stack.endpoint_url)._replace(path=parts.path, query=parts.query)
    connection = http.client.HTTPConnection(str(here.netloc))
    connection.request("GET", f"{here.path}?{here.query}", headers={"host": parts.netloc})
    with contextlib.closing(connection), connection.getresponse() as response:
        return Answer(response.status, response.headers, response.read())


def triggers(stack: Stack, user: str) -> list[str]:
    """What the pool called its trigger for, for this user."""
    events = recorded(stack)
    return [event["triggerSource"] for event in events if event.get("userName") == user]
