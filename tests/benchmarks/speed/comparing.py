"""A function called once on a stack, and the same by boto3 alone."""

from pathlib import Path
from typing import Any

from infra import catalog
from local import aws
from local.stack import Stack
from tests.benchmarks.speed import contenders, floor
from tests.benchmarks.speed.contenders import Contender
from tests.benchmarks.speed.recording import AwsAnswers, Recording
from tests.benchmarks.speed.scenarios import Event, Scenario
from tests.users import Account

# What Lambda itself sets, beside the variables of the function.
LAMBDA = {
    **aws.CREDENTIALS,
    "AWS_EXECUTION_ENV": "AWS_Lambda_python3.13",
    "AWS_LAMBDA_FUNCTION_NAME": "splashmy-local-measured",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
    "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
    "AWS_REGION": aws.REGION,
    "AWS_SESSION_TOKEN": "test",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
}
# What only a local stack sets, to show each change at once: elsewhere the defaults hold.
LOCAL_ONLY = ("CATALOGUE_MAX_AGE", "FEED_MAX_AGE")


class Comparison:
    """`ours` and `bare` may be run as often as one likes: what AWS says to them is recorded."""

    def __init__(
        self, scenario: Scenario, stack: Stack, caller: Account, answers: AwsAnswers, folder: Path
    ) -> None:
        self.scenario, self.answers, self.folder = scenario, answers, folder
        self.event: Event = scenario.event(caller)
        self.ours = contenders.of_function(
            scenario.folder,
            _layers()[scenario.function],
            {**_variables(stack, scenario.function), **LAMBDA, "AWS_ENDPOINT_URL": answers.url},
            folder / "ours",
        )
        answers.record(stack.endpoint_url)
        contenders.run(self.ours, self.event, calls=1)
        self.recording: Recording = answers.recording

    def counts(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """What one start does, of ours and of the floor, which answers the same."""
        self.answers.replay(self.recording)
        first = contenders.run(self.ours, self.event, calls=1, counted=True)
        exchanges = self.recording.exchanges
        floor.write(self.folder / "floor", self.scenario.function, exchanges, first["answer"])
        second = contenders.run(self.bare, self.event, calls=1, counted=True)
        floor.require_the_same(first["answer"], second["answer"])
        return first["counts"], second["counts"]

    @property
    def bare(self) -> Contender:
        boto3 = contenders.plain_boto3(self.folder / "boto3")
        return Contender(self.folder / "floor", [boto3], self.ours.variables)

    def measured(self) -> dict[str, Any]:
        counts, floor_counts = self.counts()
        both = [self.ours, self.bare]
        (cold, warm), (floor_cold, floor_warm) = (
            [contenders.instructions(one, self.event) for one in both]
            if contenders.VALGRIND
            else contenders.seconds(both, self.event)
        )
        return {
            "cold": round(cold / floor_cold, 2),
            "warm": round(warm / floor_warm, 2),
            "calls_of_aws": len(self.recording.exchanges),
            "counts": counts,
            "floor_counts": floor_counts,
        }


def _layers() -> dict[str, list[str]]:
    return {one.id: list(one.handler.layers) for one in catalog.functions()}


def _variables(stack: Stack, function: str) -> dict[str, str]:
    """As they are deployed."""
    deployed = stack.client("lambda").get_function_configuration(
        FunctionName=f"splashmy-local-{function}"
    )
    own: dict[str, str] = deployed["Environment"]["Variables"]
    return {name: value for name, value in own.items() if name not in LOCAL_ONLY}
