"""Users for locust: they browse, make pictures, publish, like and cancel, at a bounded rate.

`SOAK_TOKENS` names a file with a JSON list of their access tokens, which is renewed meanwhile.
"""

import itertools
import json
import os
import random
import time
from pathlib import Path
from typing import Any

from locust import HttpUser, constant_pacing, task

TOKENS = Path(os.environ["SOAK_TOKENS"])
PACE = 8  # seconds from one act of a user to the next
PATIENCE = 120  # seconds for a job
ENDED = ("completed", "failed", "cancelled")
API = "/api/v1"
numbers = itertools.count()


class Somebody(HttpUser):
    wait_time = constant_pacing(PACE)

    def on_start(self) -> None:
        self.number = next(numbers)
        self.make_and_publish()  # which chance may leave out of a short run

    @task(3)
    def make_and_publish(self) -> None:
        job = self._ended(self._started())
        if job.get("status") != "completed":
            return
        results = self._asked("GET", f"/processing/jobs/{job['id']}/results/", "a job's results")
        for result in results["pagination"]["results"]:
            where = f"/processing/results/{result['id']}/visibility/"
            self._asked("POST", where, "publish", {"is_public": True})

    @task(3)
    def browse(self) -> None:
        for path in ("/styles/", "/styles/popular/", "/processing/results/public/"):
            self._asked("GET", path, path)
        for path in ("/processing/jobs/list/", "/processing/quota/", "/processing/results/liked/"):
            self._asked("GET", path, path)

    @task(2)
    def like(self) -> None:
        shown = self._asked("GET", "/processing/results/public/", "/processing/results/public/")
        found = shown["pagination"]["results"]
        for result in random.sample(found, min(2, len(found))):
            liked = {"liked": not result["user_has_liked"]}
            self._asked("POST", f"/processing/results/{result['id']}/like/", "like", liked)

    @task(1)
    def cancel(self) -> None:
        """It may have ended before."""
        job = self._started()
        time.sleep(random.choice([0, 0.2, 1]))  # noqa: S311
        where = f"/processing/jobs/{job['id']}/cancel/"
        self._asked("POST", where, "cancel", right=(200, 409))
        self._ended(job)

    def _started(self) -> dict[str, Any]:
        asked = {"job_type": "generation", "prompt": "A lighthouse", "quality": "low"}
        job: dict[str, Any] = self._asked(
            "POST", "/processing/jobs/", "create a job", asked, right=(202,)
        )["data"]
        return job

    def _ended(self, job: dict[str, Any]) -> dict[str, Any]:
        deadline = time.monotonic() + PATIENCE
        while job["status"] not in ENDED and time.monotonic() < deadline:
            time.sleep(1)
            job = self._asked("GET", f"/processing/jobs/{job['id']}/", "a job")["data"]
        return job

    def _asked(
        self, method: str, path: str, name: str, body: Any = None, right: tuple[int, ...] = (200,)
    ) -> dict[str, Any]:
        """The answer; one that is not right ends the act, and is counted as a failure."""
        headers = {"Authorization": f"Bearer {json.loads(TOKENS.read_text())[self.number]}"}
        sent = self.client.request(
            method, API + path, name=name, json=body, headers=headers, catch_response=True
        )
        with sent as answer:
            if answer.status_code not in right:
                answer.failure(f"{answer.status_code} {answer.text[:200]}")
                raise RuntimeError(f"{method} {path} was answered {answer.status_code}")
            answer.success()
            told: dict[str, Any] = answer.json()
            return told
