"""Remove an environment and all that it stores: `python -m tools.destroy ENVIRONMENT`.

An environment that retains its data is left alone, unless its first deployment failed: then nothing
was ever stored, and what is left of it would be in the way of the next.
"""

import argparse
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from botocore.exceptions import ClientError

from infra import edge_secret
from splashmy.core.resources import OPENAI_KEY, client
from tools import deployment

FIRST_DEPLOYMENT_FAILED = {"CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED"}
GONE = {"DELETE_COMPLETE"}


def main() -> None:
    parser = argparse.ArgumentParser(description="Remove an environment and all that it stores.")
    parser.add_argument("environment")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    asked = parser.parse_args()
    sure = asked.yes or input(f'Type "{asked.environment}" to remove it: ') == asked.environment
    if not sure:
        raise SystemExit("Nothing was removed.")
    deployment.use_region(asked.environment)
    destroy(asked.environment)


def destroy(environment: str) -> None:
    """Remove stack by stack, or exit with a sentence before anything is."""
    prefix = f"SplashMy-{environment}-"
    data = f"{prefix}Data"
    if _status(data) not in {None, *FIRST_DEPLOYMENT_FAILED} and (kept := _retained(data)):
        raise SystemExit(
            f"{environment} keeps its data ({', '.join(sorted(kept))}). To remove it all the same, "
            "set retain and deletion_protection to false and deploy that first."
        )
    # Nothing goes before what imports of it.
    for stack in sorted(_stacks(prefix), key=lambda name: (name == data, name == f"{prefix}Api")):
        _remove(stack)
    _delete_parameter(f"splashmy-{environment}-{OPENAI_KEY.name}")
    _delete_parameter(edge_secret.parameter(environment))


def _stacks(prefix: str) -> Iterator[str]:
    for page in client("cloudformation").get_paginator("describe_stacks").paginate():
        for stack in page["Stacks"]:
            if stack["StackName"].startswith(prefix) and stack["StackStatus"] not in GONE:
                yield stack["StackName"]


def _remove(stack: str) -> None:
    status = _status(stack)
    print(f"Removing {stack}", flush=True)
    for kind, name in _resources(stack):
        if kind == "AWS::S3::Bucket":
            _empty(name)
        if status in FIRST_DEPLOYMENT_FAILED and kind in DELETIONS:
            DELETIONS[kind](name)
    client("cloudformation").delete_stack(StackName=stack)
    client("cloudformation").get_waiter("stack_delete_complete").wait(StackName=stack)


def _status(stack: str) -> str | None:
    try:
        (found,) = client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
    except ClientError as error:
        if "does not exist" in error.response["Error"]["Message"]:  # AWS has no code of its own
            return None
        raise
    return None if found["StackStatus"] in GONE else str(found["StackStatus"])


def _retained(stack: str) -> set[str]:
    """The kinds of resources that CloudFormation would leave behind."""
    template = client("cloudformation").get_template(StackName=stack)["TemplateBody"]
    return {
        resource["Type"]
        for resource in template["Resources"].values()
        if resource.get("DeletionPolicy", "").startswith("Retain")
    }


def _resources(stack: str) -> Iterator[tuple[str, str]]:
    pages = client("cloudformation").get_paginator("list_stack_resources")
    for page in pages.paginate(StackName=stack):
        for one in page["StackResourceSummaries"]:
            if one["ResourceStatus"] not in GONE and one.get("PhysicalResourceId"):
                yield one["ResourceType"], one["PhysicalResourceId"]


def _empty(bucket: str) -> None:
    s3 = client("s3")
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
        versions = [
            {"Key": one["Key"], "VersionId": one["VersionId"]}
            for one in (*page.get("Versions", []), *page.get("DeleteMarkers", []))
        ]
        if versions:
            s3.delete_objects(Bucket=bucket, Delete={"Objects": versions, "Quiet": True})


def _delete_table(name: str) -> None:
    tables = client("dynamodb")
    tables.update_table(TableName=name, DeletionProtectionEnabled=False)
    tables.delete_table(TableName=name)
    tables.get_waiter("table_not_exists").wait(TableName=name)


def _delete_user_pool(pool: str) -> None:
    users = client("cognito-idp")
    users.update_user_pool(UserPoolId=pool, DeletionProtection="INACTIVE")
    users.delete_user_pool(UserPoolId=pool)


def _delete_secret(arn: str) -> None:
    """At once: a name in its recovery window is taken."""
    client("secretsmanager").delete_secret(SecretId=arn, ForceDeleteWithoutRecovery=True)


def _delete_parameter(name: str) -> None:
    """No stack has it: a command made it."""
    parameters = client("ssm")
    with suppress(parameters.exceptions.ParameterNotFound):
        parameters.delete_parameter(Name=name)


def _delete_bucket(name: str) -> None:
    client("s3").delete_bucket(Bucket=name)


# What a failed deployment leaves, since its protection from deletion is on by then.
DELETIONS: dict[str, Callable[[str], Any]] = {
    "AWS::Cognito::UserPool": _delete_user_pool,
    "AWS::DynamoDB::Table": _delete_table,
    "AWS::S3::Bucket": _delete_bucket,
    "AWS::SecretsManager::Secret": _delete_secret,
}


if __name__ == "__main__":
    main()
