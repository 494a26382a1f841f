"""A deployed environment, as an operator's command reaches it."""

import json
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from local import aws
from splashmy.core.resources import (
    ACCOUNT_DELETION,
    BUCKETS,
    JOB_WORKFLOW,
    OPENAI_KEY,
    TABLES,
    USER_POOL,
    client,
    environment,
)

CONFIGURATION = Path(__file__).parents[1] / "cdk.json"
LOCAL_OUTPUTS = Path(".local/outputs.json")  # what the local stack writes while it runs


def connect(name: str) -> None:
    """Let this process use everything of an environment, or exit with a sentence.

    By the operator's AWS credentials; for `local` by its own, with the stack that runs here or the
    one of AWS_ENDPOINT_URL.
    """
    if name == "local" and "AWS_ENDPOINT_URL" not in environment:
        _find_local_stack()
    elif name != "local":
        use_region(name)
    try:
        stacks = client("cloudformation").describe_stacks(StackName=f"SplashMy-{name}-Data")
    except (BotoCoreError, ClientError) as error:
        raise SystemExit(f"{name} cannot be asked: {error}") from None
    stack = stacks["Stacks"][0]
    outputs = {one["OutputKey"]: one["OutputValue"] for one in stack["Outputs"]}
    for resource in (*TABLES, *BUCKETS, USER_POOL):
        for variable in resource.variables:
            environment[variable] = outputs[variable.replace("_", "")]
    environment[OPENAI_KEY.variables[0]] = f"splashmy-{name}-{OPENAI_KEY.name}"
    arn, partition, _, region, account, *_ = stack["StackId"].split(":")
    machines = f"{arn}:{partition}:states:{region}:{account}:stateMachine:splashmy-{name}"
    for machine in (JOB_WORKFLOW, ACCOUNT_DELETION):
        environment[machine.variables[0]] = f"{machines}-{machine.name}"


def use_region(name: str) -> None:
    """Call AWS where the environment is: as its owner set it, else as the CDK's command finds it.

    botocore by itself reads AWS_DEFAULT_REGION, and not AWS_REGION.
    """
    context = json.loads(CONFIGURATION.read_text())["context"]
    region = context.get("environments", {}).get(name, {}).get("region")
    if found := region or environment.get("AWS_REGION"):
        environment["AWS_DEFAULT_REGION"] = found


def _find_local_stack() -> None:
    if not LOCAL_OUTPUTS.exists():
        raise SystemExit("SplashMy doesn't run here: 'make start' starts it.")
    url = json.loads(LOCAL_OUTPUTS.read_text())["api_url"]
    environment.update({**aws.CREDENTIALS, "AWS_ENDPOINT_URL": url})
