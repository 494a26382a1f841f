"""The tables are damaged, restored and reconciled by the commands of docs/runbooks/restore.md."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from local import aws, demo
from local.lifetime import wait_until
from local.stack import Stack, running_stack
from splashmy.core import media
from splashmy.core.ids import UserId
from splashmy_client import ApiError, Client, Job, Result, operations
from splashmy_client.requests import ListRequest
from tests.functions.processing.running import StandIn

PHOTO = Path("local/photograph.jpg")
PATIENCE = 60  # seconds


@pytest.fixture(scope="module")
def own(local_assembly: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack that may be damaged."""
    with running_stack(local_assembly, tmp_path_factory.mktemp("own")) as stack:
        yield stack


@dataclass
class Operator:
    """Who has the account's credentials and a shell."""

    stack: Stack

    def run(self, *command: str) -> list[str]:
        ended = subprocess.run(
            [sys.executable, "-m", *command],
            env={
                **os.environ,
                **aws.CREDENTIALS,
                "AWS_ENDPOINT_URL": self.stack.endpoint_url,
                "PYTHONPATH": f"{Path.cwd()}:{Path.cwd() / 'layers/shared/python'}",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout.splitlines()

    def count(self, table: str, pk: str, sk: str, **wrong: int) -> None:
        """Put a counter that says something wrong."""
        item = {"pk": {"S": pk}, "sk": {"S": sk}}
        item |= {name: {"N": str(number)} for name, number in wrong.items()}
        self.stack.client("dynamodb").put_item(TableName=f"splashmy-local-{table}", Item=item)

    def empty(self, table: str, *, kept: str | tuple[str, ...]) -> None:
        """Lose every item of a table whose sort key does not begin with `kept`."""
        database, name = self.stack.client("dynamodb"), f"splashmy-local-{table}"
        for page in database.get_paginator("scan").paginate(TableName=name):
            for item in page["Items"]:
                if not item["sk"]["S"].startswith(kept):
                    lost = {part: item[part] for part in ("pk", "sk")}
                    database.delete_item(TableName=name, Key=lost)

    def versions(self, prefix: str) -> list[dict[str, Any]]:
        bucket, s3 = self.stack.outputs["MEDIABUCKET"], self.stack.client("s3")
        found = s3.list_object_versions(Bucket=bucket, Prefix=prefix)
        return [*found.get("Versions", []), *found.get("DeleteMarkers", [])]

    def delete(self, prefix: str, *, for_good: bool) -> None:
        bucket, s3 = self.stack.outputs["MEDIABUCKET"], self.stack.client("s3")
        for one in self.versions(prefix):
            more = {"VersionId": one["VersionId"]} if for_good else {}
            s3.delete_object(Bucket=bucket, Key=one["Key"], **more)

    def put(self, key: str) -> None:
        bucket = self.stack.outputs["MEDIABUCKET"]
        self.stack.client("s3").put_object(Bucket=bucket, Key=key, Body=b"nobody's")

    def objects(self, user_id: UserId) -> set[str]:
        pages = self.stack.client("s3").get_paginator("list_objects_v2")
        found = pages.paginate(Bucket=self.stack.outputs["MEDIABUCKET"])
        keys = {one["Key"] for page in found for one in page.get("Contents", [])}
        return {key for key in keys if media.folder(user_id) in key}

    def running(self, machine: str) -> int:
        workflow = self.stack.client("stepfunctions")
        arn = f"arn:aws:states:us-east-1:000000000000:stateMachine:splashmy-local-{machine}"
        found = workflow.list_executions(stateMachineArn=arn, statusFilter="RUNNING")
        return len(found["executions"])


@dataclass
class User:
    client: Client
    id: str

    def picture(self) -> Result:
        """A result that is public, a favourite and liked."""
        [result] = self.client.generate("A lighthouse", quality="low").wait().results()
        result.publish()
        result.favorite()
        self.client.send(operations.processing_like_result(result.id, liked=True))
        return result

    def slow_job(self, stand_in: StandIn) -> Job:
        """One that is with the provider for a while."""
        stand_in.misbehave("slow", match="slowly", seconds=15)
        job = self.client.generate("A lighthouse, slowly", quality="low")
        until(lambda: job.refresh().status == "processing")
        return job

    def sees(self) -> dict[str, list[str]]:
        """The ids in every list; each is as long as it says."""
        return {name: self._ids(request) for name, request in LISTS.items()}

    def _ids(self, request: ListRequest[Any]) -> list[str]:
        page = self.client.page(request)
        ids = [one.id for one in page.results]
        assert page.count == len(ids), request.path
        return ids


LISTS: dict[str, ListRequest[Any]] = {
    "images": operations.images_list_images(),
    "ready images": operations.images_list_images(status="ready"),
    "jobs": operations.processing_list_jobs(),
    "completed jobs": operations.processing_list_jobs(status="completed"),
    "results": operations.processing_list_results(),
    "favorites": operations.processing_list_results(favorites=True),
    "public results": operations.processing_list_public_results(),
    "liked results": operations.processing_list_liked_results(),
}
OF_RESULTS = ("completed jobs", "results", "favorites", "public results", "liked results")


NOTHING = [
    "splashmy-local-users: 0 items derived anew, 0 that nothing accounts for removed",
    "splashmy-local-images: 0 items derived anew, 0 that nothing accounts for removed",
    "splashmy-local-jobs: 0 items derived anew, 0 that nothing accounts for removed",
    "splashmy-local-results: 0 items derived anew, 0 that nothing accounts for removed",
    "jobs: 0 ended or tidied",
    "splashmy-local-media-000000000000-us-east-1: 0 objects brought back, "
    "0 records without theirs given up, 0 objects without a record removed",
    "accounts: 0 are being erased again",
]


@pytest.fixture
def a_user(own: Stack) -> Iterator[Callable[[str], User]]:
    with ExitStack() as opened:

        def signed_in(name: str) -> User:
            client = opened.enter_context(Client(own.api_url))
            demo.sign_in(client, demo.Account(f"{name}@example.com", name))
            return User(client, client.profile().id)

        yield signed_in


def a_moment() -> str:
    """A whole second between what was done and what follows."""
    second = int(time.time()) + 1
    while time.time() <= second:
        time.sleep(0.05)
    return datetime.fromtimestamp(second, UTC).isoformat()


def until(fact: Callable[[], bool]) -> None:
    assert wait_until(fact, PATIENCE)


def test_damaged_tables_are_restored_and_agree_with_each_other_and_with_s3(
    own: Stack, a_user: Callable[[str], User], tmp_path: Path
) -> None:
    operator, ana, bob = Operator(own), a_user("ana"), a_user("bob")
    kept, deleted, lost = (ana.picture() for _ in range(3))
    image, lost_image = (ana.client.upload(PHOTO).wait().id for _ in range(2))
    bobs = bob.picture()
    before = ana.sees()
    slow, moment = ana.slow_job(StandIn(own)), a_moment()
    slow.wait()
    deleted.delete()
    later = ana.picture()
    bob.client.send(operations.auth_delete_account())
    until(lambda: operator.running("account-deletion") == 0)
    operator.empty("results", kept="LIKED#")
    operator.empty("images", kept="IMAGE#")
    operator.delete(f"results/{media.folder(UserId(ana.id))}/{kept.info.job_id}/", for_good=False)
    operator.delete(f"results/{media.folder(UserId(ana.id))}/{lost.info.job_id}/", for_good=True)
    operator.delete(f"images/{media.folder(UserId(ana.id))}/{lost_image}/", for_good=True)
    operator.put(f"images/{media.folder(UserId(ana.id))}/nobodys/display.webp")

    operator.run("tools.restore", "tables", "--to", moment)
    operator.run("tools.restore", "reconcile")
    until(lambda: operator.running("account-deletion") == 0)
    again = operator.run("tools.restore", "reconcile")

    after, gone = ana.sees(), {lost.id, bobs.id}
    for name in OF_RESULTS:
        assert after[name] == [one for one in before[name] if one not in gone], name
    assert after["jobs"] == [slow.id, *before["jobs"]]
    assert (after["images"], after["ready images"]) == (before["images"], [image])
    for result in (kept, deleted):
        assert result.save(tmp_path / result.id).read_bytes()
    failure = slow.refresh().info.failure
    assert failure
    assert failure.cause == "service"
    assert ana.client.quota().used == len((kept, deleted, lost))
    with pytest.raises(ApiError) as refused:
        ana.client.result(later.id)
    assert refused.value.code == "result_not_found"
    recorded = {kept.info.job_id, deleted.info.job_id, image}
    assert {key.split("/")[2] for key in operator.objects(UserId(ana.id))} == recorded
    assert operator.objects(UserId(bob.id)) == set()
    assert again == NOTHING


def test_lists_and_lengths_that_are_wrong_follow_from_the_records_again(
    own: Stack, a_user: Callable[[str], User]
) -> None:
    operator, cleo = Operator(own), a_user("cleo")
    cleo.picture()
    cleo.client.upload(PHOTO).wait()
    before = cleo.sees()
    operator.empty("results", kept=("RESULT#", "USER#"))
    operator.empty("images", kept=("IMAGE#", "UPLOADS#"))
    operator.count("jobs", f"USER#{cleo.id}", "COUNTS#generation", completed=7)

    operator.run("tools.restore", "reconcile")

    assert cleo.sees() == before
