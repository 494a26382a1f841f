"""An environment is removed as its operator removes it; here one that is only its data."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError

from infra import edge_secret
from local import aws
from local.stack import Stack
from tools import destroy

ROOT = Path(__file__).parents[2]
ENVIRONMENT = "staging"
KEY = f"splashmy-{ENVIRONMENT}-openai-key"
EDGE_SECRET = edge_secret.parameter(ENVIRONMENT)
NAME = f"SplashMy-{ENVIRONMENT}-Data"


class Data:
    """A stack with one of everything that holds data."""

    def __init__(self, stack: Stack, *, policy: str) -> None:
        self.clients, self.name = stack.client, f"kept-{uuid4().hex[:12]}"
        resources = {
            "Bucket": (
                "S3::Bucket",
                {"BucketName": self.name, "VersioningConfiguration": VERSIONED},
            ),
            "Table": ("DynamoDB::Table", {"TableName": self.name, **TABLE}),
            "Secret": ("SecretsManager::Secret", {"Name": self.name, "SecretString": "x"}),
            "Pool": ("Cognito::UserPool", {"UserPoolName": self.name, **PROTECTED}),
        }
        template = {
            "Resources": {
                name: {"Type": f"AWS::{kind}", "Properties": given, "DeletionPolicy": policy}
                for name, (kind, given) in resources.items()
            }
        }
        stacks = stack.client("cloudformation")
        stacks.create_stack(StackName=NAME, TemplateBody=json.dumps(template))
        stacks.get_waiter("stack_create_complete").wait(StackName=NAME)
        for body in (b"old", b"new"):
            self.clients("s3").put_object(Bucket=self.name, Key="photo", Body=body)

    @property
    def what_is_left(self) -> set[str]:
        pools = self.clients("cognito-idp").list_user_pools(MaxResults=60)["UserPools"]
        return {
            name
            for name, exists in {
                "Bucket": exists(self.clients("s3").head_bucket, Bucket=self.name),
                "Table": exists(self.clients("dynamodb").describe_table, TableName=self.name),
                "Secret": exists(
                    self.clients("secretsmanager").describe_secret, SecretId=self.name
                ),
                "Pool": self.name in [one["Name"] for one in pools],
                "Stack": exists(self.clients("cloudformation").describe_stacks, StackName=NAME),
            }.items()
            if exists
        }


VERSIONED = {"Status": "Enabled"}
PROTECTED = {"DeletionProtection": "ACTIVE"}
TABLE = {
    "BillingMode": "PAY_PER_REQUEST",
    "DeletionProtectionEnabled": True,
    "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
}
EVERYTHING = {"Bucket", "Table", "Secret", "Pool", "Stack"}


def exists(find: Any, **what: Any) -> bool:
    try:
        find(**what)
    except ClientError:
        return False
    return True


def run(stack: Stack, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    where = {"AWS_ENDPOINT_URL": stack.endpoint_url, **aws.CREDENTIALS}
    return subprocess.run(
        [sys.executable, "-m", "tools.destroy", ENVIRONMENT, *arguments],
        env={"PYTHONPATH": "layers/shared/python", **where},
        cwd=ROOT,
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(autouse=True)
def _nothing_stays(stack: Stack) -> Iterator[None]:
    yield
    stack.client("cloudformation").delete_stack(StackName=NAME)


def test_what_keeps_nothing_is_removed_with_every_version(stack: Stack) -> None:
    data = Data(stack, policy="Delete")
    for name in (KEY, EDGE_SECRET):
        stack.client("ssm").put_parameter(Name=name, Value="x", Type="String")

    removed = run(stack, "--yes")

    assert (removed.returncode, removed.stderr) == (0, "")
    for name in (KEY, EDGE_SECRET):
        assert not exists(stack.client("ssm").get_parameter, Name=name)
    assert {"Bucket", "Stack"}.isdisjoint(data.what_is_left)


def test_nothing_is_removed_unless_the_name_is_typed(stack: Stack) -> None:
    data = Data(stack, policy="Delete")

    refused = run(stack, typed="prod\n")

    assert (refused.returncode, refused.stderr.strip()) == (1, "Nothing was removed.")
    assert data.what_is_left == EVERYTHING


def test_what_is_retained_stays(stack: Stack) -> None:
    data = Data(stack, policy="RetainExceptOnCreate")

    refused = run(stack, "--yes")

    assert refused.returncode == 1
    assert "keeps its data (AWS::Cognito::UserPool, AWS::DynamoDB::Table" in refused.stderr
    assert data.what_is_left == EVERYTHING


def test_what_a_failed_first_deployment_left_is_removed_though_it_is_protected(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = Data(stack, policy="RetainExceptOnCreate")
    status = destroy._status
    # The emulator's roll back heeds no protection; AWS's stops at it.
    monkeypatch.setattr(destroy, "_status", lambda name: status(name) and "ROLLBACK_FAILED")

    destroy.destroy(ENVIRONMENT)

    assert data.what_is_left == set()


def test_an_environment_that_is_not_there_needs_nothing(stack: Stack) -> None:
    removed = run(stack, "--yes")

    assert (removed.returncode, removed.stdout) == (0, "")
