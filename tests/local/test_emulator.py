"""What SplashMy relies on and the emulator does well, or the local stack adds to it."""

import json
import os
import signal
import socket
import uuid
from pathlib import Path

import pytest

from local import lifetime, servers
from local.deploy import DeploymentError, deploy
from local.stack import Stack, running_stack
from tests.local.calls import Answer, call
from tests.local.users import a_user, log_in

KB = 1024


def an_item(pk: str, size: int) -> dict[str, dict[str, str]]:
    """With `size` bytes beside its key and the names of its attributes."""
    return {"pk": {"S": pk}, "data": {"S": "x" * size}}


@pytest.mark.parametrize("slash", ["", "/"])
def test_the_friendly_address_looks_like_a_custom_domain(sample: Stack, slash: str) -> None:
    event = call(f"{sample.api_url}/api/v1/open/x{slash}?page=2").json()["event"]

    assert event["path"] == event["requestContext"]["path"] == f"/api/v1/open/x{slash}"
    assert event["queryStringParameters"] == {"page": "2"}
    assert f"http://{event['headers']['host']}" == sample.api_url


def test_an_access_token_opens_what_no_token_and_a_forged_one_do_not(sample: Stack) -> None:
    url, token = f"{sample.api_url}/api/v1/closed", log_in(sample, a_user(sample))["AccessToken"]
    head, claims, signature = token.split(".")
    forged = f"{head}.{claims}.{signature[::-1]}"

    answers = [call(url), call(url, authorization=f"Bearer {forged}")]

    assert [answer.status for answer in answers] == [401, 401]
    assert call(url, authorization=f"Bearer {token}").status == 200


@pytest.mark.parametrize(
    ("pk", "size"),
    [("k" * 2049, 1), ("", 1), ("key", 400 * KB - len("pkkeydata") + 1)],
    ids=["a key over 2 KB", "an empty key", "an item over 400 KB"],
)
def test_a_table_refuses_an_item_past_its_limits(sample: Stack, pk: str, size: int) -> None:
    put = {"TableName": sample.outputs["TableName"], "Item": an_item(pk, size)}
    tables = sample.client("dynamodb")

    with pytest.raises(tables.exceptions.ClientError, match="ValidationException"):
        tables.put_item(**put)
    with pytest.raises(tables.exceptions.ClientError, match="ValidationException"):
        tables.transact_write_items(TransactItems=[{"Put": put}])


@pytest.mark.parametrize(
    "items",
    [
        [(str(number), 1) for number in range(101)],
        [("one", 1), ("one", 2)],
        [(str(number), 399 * KB) for number in range(11)],
    ],
    ids=["more than 100", "two on one item", "more than 4 MB"],
)
def test_a_transaction_past_its_limits_writes_nothing(
    sample: Stack, items: list[tuple[str, int]]
) -> None:
    tables, name, prefix = sample.client("dynamodb"), sample.outputs["TableName"], str(uuid.uuid4())
    puts = [{"Put": {"TableName": name, "Item": an_item(prefix + pk, size)}} for pk, size in items]

    with pytest.raises(tables.exceptions.ClientError, match="ValidationException"):
        tables.transact_write_items(TransactItems=puts)

    assert "Item" not in tables.get_item(TableName=name, Key={"pk": {"S": prefix + items[0][0]}})


def test_a_table_takes_what_is_at_its_limits(sample: Stack) -> None:
    tables, name, prefix = sample.client("dynamodb"), sample.outputs["TableName"], str(uuid.uuid4())
    whole = an_item("k" * 2048, 400 * KB - len("pkdata") - 2048)
    puts = [
        {"Put": {"TableName": name, "Item": an_item(f"{prefix}{number}", 1)}}
        for number in range(100)
    ]

    tables.put_item(TableName=name, Item=whole)
    tables.transact_write_items(TransactItems=puts)

    assert tables.get_item(TableName=name, Key={"pk": whole["pk"]})["Item"] == whole


@pytest.mark.parametrize(
    ("changes", "size", "status"),
    [
        ({}, 10, 204),
        ({}, 101, 400),
        ({}, 9, 400),
        ({"key": "elsewhere.png"}, 10, 403),
        ({"Content-Type": "text/html"}, 10, 403),
    ],
    ids=["as signed", "too large", "too small", "another key", "another type"],
)
def test_a_presigned_post_takes_what_it_was_signed_for_only(
    sample: Stack, changes: dict[str, str], size: int, status: int
) -> None:
    form = sample.client("s3").generate_presigned_post(
        sample.outputs["BucketName"],
        "photo.png",
        Fields={"Content-Type": "image/png"},
        Conditions=[{"Content-Type": "image/png"}, ["content-length-range", 10, 100]],
    )

    posted = post_form(form["url"], {**form["fields"], **changes}, b"x" * size)

    assert posted.status == status


def test_a_second_deployment_changes_nothing(sample: Stack, sample_assembly: Path) -> None:
    stacks = sample.client("cloudformation")
    before = stacks.describe_stack_events(StackName="Sample")["StackEvents"]

    outputs = deploy(sample_assembly, sample.endpoint_url)

    assert outputs == sample.outputs
    assert stacks.describe_stack_events(StackName="Sample")["StackEvents"] == before


def test_a_failed_deployment_names_the_resource(sample: Stack, tmp_path: Path) -> None:
    secure = {"Type": "SecureString", "Value": "x"}
    an_assembly(tmp_path, {"Broken": {"Type": "AWS::SSM::Parameter", "Properties": secure}})

    with pytest.raises(DeploymentError, match=r"Broken \(AWS::SSM::Parameter\)"):
        deploy(tmp_path, sample.endpoint_url)


def test_what_was_stored_survives_a_kill(sample_assembly: Path, tmp_path: Path) -> None:
    with running_stack(sample_assembly, tmp_path) as stack:
        item = {"pk": {"S": "kept"}}
        table = stack.outputs["TableName"]
        stack.client("dynamodb").put_item(TableName=table, Item=item)
        stack.client("s3").put_object(Bucket=stack.outputs["BucketName"], Key="kept", Body=b"kept")
        assert lifetime.wait_until(lambda: is_saved(tmp_path / "state"), 20)
        os.kill(lifetime.holder(tmp_path / "emulator.pid") or 0, signal.SIGKILL)

    with running_stack(sample_assembly, tmp_path) as stack:
        kept = stack.client("dynamodb").get_item(TableName=table, Key=item)
        found = stack.client("s3").get_object(Bucket=stack.outputs["BucketName"], Key="kept")
        content = found["Body"].read()
        answered = call(f"{stack.api_url}/api/v1/open/x")

    assert (kept["Item"], content, answered.status) == (item, b"kept", 200)


@pytest.mark.stack
def test_servers_of_a_killed_run_are_ended(tmp_path: Path) -> None:
    with servers.running(tmp_path):
        orphan = lifetime.holder(tmp_path / "emulator.pid")

        servers.end_orphans(tmp_path)

        assert orphan
        assert lifetime.holder(tmp_path / "emulator.pid") is None


def test_a_taken_port_gives_the_next_free_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        assert servers.free_port(port) > port


def an_assembly(directory: Path, resources: dict[str, object]) -> None:
    """Of one stack named Broken."""
    (directory / "template.json").write_text(json.dumps({"Resources": resources}))
    destination = {"bucketName": "assets", "objectKey": "template.json"}
    source = {"path": "template.json", "packaging": "file"}
    file = {"source": source, "destinations": {"here": destination}}
    (directory / "assets.json").write_text(json.dumps({"files": {"template": file}}))
    stack = {"stackName": "Broken", "stackTemplateAssetObjectUrl": "s3://assets/template.json"}
    artifacts = {
        "Broken": {"type": "aws:cloudformation:stack", "properties": stack},
        "Broken.assets": {"type": "cdk:asset-manifest", "properties": {"file": "assets.json"}},
    }
    (directory / "manifest.json").write_text(json.dumps({"artifacts": artifacts}))


def is_saved(state: Path) -> bool:
    tables = state / "dynamodb.json"
    return tables.exists() and "kept" in tables.read_text() and not [*state.glob("*.draft")]


def post_form(url: str, fields: dict[str, str], content: bytes) -> Answer:
    boundary = uuid.uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    head = "".join(parts) + (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'
    )
    body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    return call(url, "POST", body, content_type=f"multipart/form-data; boundary={boundary}")
