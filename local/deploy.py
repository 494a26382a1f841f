"""Deploys a CDK cloud assembly as it is, with CloudFormation and S3 alone: no CLI, no bootstrap."""

import io
import json
import os
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from local import aws

Artifacts = dict[str, dict[str, Any]]
Report = Callable[[str], None]

_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]


class DeploymentError(Exception):
    """A stack could not be deployed; says which resource failed, and why."""


def deploy(assembly: Path, endpoint_url: str, report: Report = lambda _: None) -> dict[str, str]:
    """Deploy every stack of the assembly; the outputs of all of them."""
    artifacts: Artifacts = json.loads((assembly / "manifest.json").read_text())["artifacts"]
    _mark_as_bootstrapped(endpoint_url)
    _upload_assets(assembly, artifacts, endpoint_url)
    outputs: dict[str, str] = {}
    names = _in_dependency_order(artifacts)
    for place, name in enumerate(names, 1):
        stack_name = artifacts[name]["properties"].get("stackName", name)
        report(f"Deploying {stack_name}, stack {place} of {len(names)}")
        outputs |= _deploy_stack(name, artifacts, endpoint_url)
    return outputs


def _mark_as_bootstrapped(endpoint_url: str) -> None:
    aws.client("ssm", endpoint_url).put_parameter(
        Name="/cdk-bootstrap/hnb659fds/version", Value="31", Type="String", Overwrite=True
    )


def _upload_assets(assembly: Path, artifacts: Artifacts, endpoint_url: str) -> None:
    s3, fill_in = aws.client("s3", endpoint_url), _placeholders(endpoint_url)
    buckets: set[str] = set()
    for file in _assets(assembly, artifacts):
        for destination in file["destinations"].values():
            bucket, key = fill_in(destination["bucketName"]), fill_in(destination["objectKey"])
            if bucket not in buckets and not _exists(s3.head_bucket, Bucket=bucket):
                s3.create_bucket(Bucket=bucket)
            buckets.add(bucket)
            if not _exists(s3.head_object, Bucket=bucket, Key=key):
                s3.put_object(Bucket=bucket, Key=key, Body=_content(assembly, file["source"]))


def _assets(assembly: Path, artifacts: Artifacts) -> Iterator[dict[str, Any]]:
    for artifact in artifacts.values():
        if artifact["type"] == "cdk:asset-manifest":
            manifest = json.loads((assembly / artifact["properties"]["file"]).read_text())
            yield from manifest["files"].values()


def _placeholders(endpoint_url: str) -> Callable[[str], str]:
    account = aws.client("sts", endpoint_url).get_caller_identity()["Account"]
    values = {"AccountId": account, "Region": aws.REGION, "Partition": "aws"}

    def fill_in(text: str) -> str:
        for name, value in values.items():
            text = text.replace(f"${{AWS::{name}}}", value)
        return text

    return fill_in


def _exists(head: Callable[..., Any], **what: str) -> bool:
    try:
        head(**what)
    except ClientError as error:
        if error.response["Error"]["Code"] not in {"404", "NoSuchBucket", "NoSuchKey"}:
            raise
        return False
    return True


def _content(assembly: Path, source: dict[str, str]) -> bytes:
    path = assembly / source["path"]
    return _zipped(path) if source["packaging"] == "zip" and path.is_dir() else path.read_bytes()


def _zipped(folder: Path) -> bytes:
    """Kept beside the folder, whose name says all that is in it: to pack the layers takes 2 s."""
    kept = folder.with_name(f"{folder.name}.zip")
    if not kept.exists():
        draft = kept.with_suffix(f".{os.getpid()}")  # two stacks may start at once
        draft.write_bytes(_packed(folder))
        draft.replace(kept)
    return kept.read_bytes()


def _packed(folder: Path) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as files:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = (path.stat().st_mode & 0xFFFF) << 16
                files.writestr(entry, path.read_bytes())
    return archive.getvalue()


def _in_dependency_order(artifacts: Artifacts) -> list[str]:
    stacks = {name for name, a in artifacts.items() if a["type"] == "aws:cloudformation:stack"}
    ordered: list[str] = []

    def add(name: str) -> None:
        for dependency in artifacts[name].get("dependencies", []):
            if dependency in stacks and dependency not in ordered:
                add(dependency)
        ordered.append(name)

    for name in artifacts:
        if name in stacks and name not in ordered:
            add(name)
    return ordered


def _deploy_stack(name: str, artifacts: Artifacts, endpoint_url: str) -> dict[str, str]:
    cloudformation = aws.client("cloudformation", endpoint_url)
    properties = artifacts[name]["properties"]
    stack_name = properties.get("stackName", name)
    location = _placeholders(endpoint_url)(properties["stackTemplateAssetObjectUrl"])
    _start(cloudformation, stack_name, f"{endpoint_url}/{location.removeprefix('s3://')}")
    stack = _wait(cloudformation, stack_name)
    if "ROLLBACK" in stack["StackStatus"] or "FAILED" in stack["StackStatus"]:
        raise DeploymentError(_reasons(cloudformation, stack_name))
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def _start(cloudformation: Any, name: str, template_url: str) -> None:
    if _status(cloudformation, name) == "ROLLBACK_COMPLETE":
        cloudformation.delete_stack(StackName=name)
        _wait(cloudformation, name)
    exists = _status(cloudformation, name)
    start = cloudformation.update_stack if exists else cloudformation.create_stack
    try:
        start(StackName=name, TemplateURL=template_url, Capabilities=_CAPABILITIES)
    except ClientError as error:
        if "No updates" not in str(error):
            raise DeploymentError(f"stack {name} was not deployed: {error}") from error


def _describe(cloudformation: Any, name: str) -> dict[str, Any]:
    try:
        stack: dict[str, Any] = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as error:
        if "does not exist" not in str(error):
            raise
        return {"StackStatus": ""}
    return stack


def _status(cloudformation: Any, name: str) -> str:
    status = str(_describe(cloudformation, name)["StackStatus"])
    return "" if status == "DELETE_COMPLETE" else status


def _wait(cloudformation: Any, name: str) -> dict[str, Any]:
    while (stack := _describe(cloudformation, name))["StackStatus"].endswith("IN_PROGRESS"):
        time.sleep(0.1)
    return stack


def _reasons(cloudformation: Any, name: str) -> str:
    events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
    failed = [
        f"  {event['LogicalResourceId']} ({event['ResourceType']}): {event['ResourceStatusReason']}"
        for event in reversed(events)
        if "FAILED" in event["ResourceStatus"] and event.get("ResourceStatusReason")
    ]
    return "\n".join([f"stack {name} was not deployed:", *failed])
