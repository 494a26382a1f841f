"""What faults and deaths leave once the schedules ran: every counter is what a recount says."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from local.stack import Stack
from splashmy.core.clock import now
from splashmy.images import deletions, sweep as uploads
from splashmy.jobs.records import Job
from splashmy.jobs.status import is_running, read
from splashmy.results import pending_updates
from splashmy.workflow import repair
from splashmy.workflow.generate import LEASE
from tests.prove import recount, scenarios
from tests.prove.recount import Fact
from tests.prove.scenarios import Scenario

# Seconds: a worker may have to wait until another's lease is over, which a test has cut short.
PATIENCE = LEASE.total_seconds() + 120
WORKER_PATIENCE = 60  # seconds


@dataclass
class Aftermath:
    """What was done to which user."""

    noted: dict[str, list[str]] = field(default_factory=dict)

    def note(self, scenario: Scenario, what: str) -> None:
        for user in scenario.users:
            self.noted.setdefault(user, []).append(what)

    def causes(self, fact: Fact) -> list[str]:
        return [what for user, done in self.noted.items() if user in str(fact) for what in done]


@contextmanager
def watched(stack: Stack) -> Iterator[Aftermath]:
    """What other tests have broken or left running before is none of this one's."""
    noted, before, left = Aftermath(), recount.drift(stack), _running(stack)
    yield noted
    _sweep(stack, left)
    new = recount.new_drift(stack, before)
    assert not new, "\n".join(
        f"{fact}: {it}, after {noted.causes(fact)}" for fact, it in new.items()
    )


def _sweep(stack: Stack, left: set[str]) -> None:
    """As the schedules do, as soon as no job runs any more but those that were `left` before."""
    end_jobs()
    deadline = time.monotonic() + PATIENCE
    while running := _running(stack) - left:
        assert time.monotonic() < deadline, running
        time.sleep(1)
    pending_updates.sweep()
    deletions.finish()
    uploads.sweep(now())
    scenarios.forget_dead_letters(stack)


def end_jobs() -> None:
    """Start what was not started, and end what lost its workflow."""
    for _ in range(2):
        repair.sweep(at_once=True)


def settle(job: Job) -> None:
    """Until it has ended, and nothing of it is left for the sweeper."""
    end_jobs()
    deadline = time.monotonic() + PATIENCE
    while is_running(read(job.owner_id, job.id)):
        assert time.monotonic() < deadline, job.id
        time.sleep(0.2)
    end_jobs()


def once_workers_ended(check: Callable[[], object]) -> None:
    """A deployed worker that met the end of its job may still have to remove what it stored."""
    deadline = time.monotonic() + WORKER_PATIENCE
    while True:
        try:
            check()
        except AssertionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(1)
        else:
            return


def _running(stack: Stack) -> set[str]:
    jobs = (one for one in recount.items(stack, "jobs") if one["sk"].startswith("JOB#"))
    return {one["id"] for one in jobs if one["status"] not in recount.ENDED}
