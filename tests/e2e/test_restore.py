"""The tables are damaged, restored and reconciled by the commands of docs/runbooks/restore.md."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

import pytest

from local import aws, demo
from local.api import Api, Json, RefusedError
from local.lifetime import wait_until
from local.stack import Stack, running_stack
from splashmy.core import media
from splashmy.core.ids import UserId
from tests.functions.processing.running import StandIn

PHOTO = Path("local/photograph.jpg")
ENDED = {"completed", "failed", "cancelled"}
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

    def versions(self, prefix: str) -> list[Json]:
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
        return {key for key in keys if user_id in key}

    def running(self, machine: str) -> int:
        workflow = self.stack.client("stepfunctions")
        arn = f"arn:aws:states:us-east-1:000000000000:stateMachine:splashmy-local-{machine}"
        found = workflow.list_executions(stateMachineArn=arn, statusFilter="RUNNING")
        return len(found["executions"])


@dataclass
class User:
    api: Api
    id: str

    def picture(self) -> Json:
        """A result that is public, a favourite and liked."""
        asked = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low"}
        job = self.api.post("/processing/jobs/", asked)
        job = self.api.until(f"/processing/jobs/{job['id']}/", ENDED)
        assert job["status"] == "completed"
        (result,) = self.api.listed(f"/processing/jobs/{job['id']}/results/")
        for act in ("visibility", "favorite", "like"):
            self.api.call("POST", f"/processing/results/{result['id']}/{act}/")
        return result

    def image(self) -> str:
        image_id = demo.upload(self.api, PHOTO)
        assert self.api.until(f"/images/{image_id}/", {"ready", "failed"})["status"] == "ready"
        return image_id

    def slow_job(self, stand_in: StandIn) -> Json:
        """One that is with the provider for a while."""
        stand_in.misbehave("slow", match="slowly", seconds=15)
        asked = {"job_type": "generation", "prompt": "A lighthouse, slowly", "quality": "low"}
        job = self.api.post("/processing/jobs/", asked)
        return self.api.until(f"/processing/jobs/{job['id']}/", {"processing"})

    def sees(self) -> dict[str, list[str]]:
        """The ids in every list; each is as long as it says."""
        return {path: self._ids(path) for path in LISTS}

    def _ids(self, path: str) -> list[str]:
        page = self.api.get(path)
        ids = [one["id"] for one in page["results"]]
        assert page["count"] == len(ids), path
        return ids


LISTS = (
    "/images/",
    "/images/?status=ready",
    "/processing/jobs/",
    "/processing/jobs/?status=completed",
    "/processing/results/",
    "/processing/results/?favorites=true",
    "/processing/results/public/",
    "/processing/results/liked/",
)


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


def a_user(stack: Stack, name: str) -> User:
    api = Api(stack.api_url)
    demo.sign_in(api, demo.Account(f"{name}@example.com", name))
    return User(api, api.get("/auth/profile/")["id"])


def a_moment() -> str:
    """A whole second between what was done and what follows."""
    second = int(time.time()) + 1
    while time.time() <= second:
        time.sleep(0.05)
    return datetime.fromtimestamp(second, UTC).isoformat()


def until(fact: Callable[[], bool]) -> None:
    assert wait_until(fact, PATIENCE)


def test_damaged_tables_are_restored_and_agree_with_each_other_and_with_s3(own: Stack) -> None:
    operator, ana, bob = Operator(own), a_user(own, "ana"), a_user(own, "bob")
    kept, deleted, lost = (ana.picture() for _ in range(3))
    image, lost_image, bobs = ana.image(), ana.image(), bob.picture()
    before = ana.sees()
    slow, moment = ana.slow_job(StandIn(own)), a_moment()
    ana.api.until(f"/processing/jobs/{slow['id']}/", {"completed"})
    ana.api.call("DELETE", f"/processing/results/{deleted['id']}/")
    later = ana.picture()
    bob.api.call("DELETE", "/auth/account/")
    until(lambda: operator.running("account-deletion") == 0)
    operator.empty("results", kept="LIKED#")
    operator.empty("images", kept="IMAGE#")
    operator.delete(f"results/{media.folder(UserId(ana.id))}/{kept['job_id']}/", for_good=False)
    operator.delete(f"results/{media.folder(UserId(ana.id))}/{lost['job_id']}/", for_good=True)
    operator.delete(f"images/{media.folder(UserId(ana.id))}/{lost_image}/", for_good=True)
    operator.put(f"images/{media.folder(UserId(ana.id))}/nobodys/display.webp")

    operator.run("tools.restore", "tables", "--to", moment)
    operator.run("tools.restore", "reconcile")
    until(lambda: operator.running("account-deletion") == 0)
    again = operator.run("tools.restore", "reconcile")

    after, gone = ana.sees(), {lost["id"], bobs["id"]}
    for path in LISTS[3:]:
        assert after[path] == [one for one in before[path] if one not in gone], path
    assert after["/processing/jobs/"] == [slow["id"], *before["/processing/jobs/"]]
    assert (after["/images/"], after["/images/?status=ready"]) == (before["/images/"], [image])
    for result in (kept, deleted):
        link = ana.api.get(f"/processing/results/{result['id']}/download/")["download_url"]
        with urlopen(link, timeout=30) as picture:
            assert picture.read()
    assert ana.api.get(f"/processing/jobs/{slow['id']}/")["failure"]["cause"] == "service"
    assert ana.api.get("/processing/quota/")["used"] == len((kept, deleted, lost))
    with pytest.raises(RefusedError, match="404"):
        ana.api.get(f"/processing/results/{later['id']}/")
    recorded = {kept["job_id"], deleted["job_id"], image}
    assert {key.split("/")[2] for key in operator.objects(UserId(ana.id))} == recorded
    assert operator.objects(UserId(bob.id)) == set()
    assert again == NOTHING


def test_lists_and_lengths_that_are_wrong_follow_from_the_records_again(own: Stack) -> None:
    operator, cleo = Operator(own), a_user(own, "cleo")
    cleo.picture(), cleo.image()
    before = cleo.sees()
    operator.empty("results", kept=("RESULT#", "USER#"))
    operator.empty("images", kept=("IMAGE#", "UPLOADS#"))
    operator.count("jobs", f"USER#{cleo.id}", "COUNTS#generation", completed=7)

    operator.run("tools.restore", "reconcile")

    assert cleo.sees() == before
