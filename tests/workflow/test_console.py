"""The console's addresses, read back as the console does."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pytest

from splashmy.core.settings import settings
from splashmy.workflow import console

MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:splashmy-prod-jobs"
JOB: Any = SimpleNamespace(
    id="01a2",
    status="completed",
    correlation_id="abc=",
    created_at=datetime(2026, 11, 26, 3, 0, tzinfo=UTC),
    completed_at=datetime(2026, 11, 26, 3, 2, tzinfo=UTC),
)


@pytest.fixture
def deployed(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """As prod in an account."""
    with monkeypatch.context() as patch:
        patch.setenv("ENVIRONMENT", "prod")
        patch.setenv("JOBS_STATEMACHINE", MACHINE)
        settings.cache_clear()
        yield patch
    settings.cache_clear()


@pytest.mark.usefixtures("deployed")
def test_the_execution_is_named_by_its_arn() -> None:
    found = console.links(JOB)

    assert found
    assert found.execution == (
        "https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1"
        "#/v2/executions/details/"
        "arn:aws:states:eu-west-1:123456789012:execution:splashmy-prod-jobs:01a2"
    )


@pytest.mark.usefixtures("deployed")
def test_the_log_is_asked_for_the_job_in_all_functions_that_worked_on_it() -> None:
    found = console.links(JOB)

    assert found
    asked, groups = read_back(found.log)
    assert asked["start"] == "2026-11-26T02:55:00.000Z"
    assert asked["end"] == "2026-11-26T03:07:00.000Z"
    assert (asked["timeType"], asked["tz"]) == ("ABSOLUTE", "UTC")
    assert 'filter job_id = "01a2" or correlation_id = "abc="' in asked["editorString"]
    assert "/aws/lambda/splashmy-prod-processing-generate_image" in groups
    assert "/aws/lambda/splashmy-prod-processing-create_job" in groups
    assert re.search(r"#logsV2:logs-insights\$3FqueryDetail\$3D~\([^ /\"|]+\)$", found.log)


def read_back(url: str) -> tuple[dict[str, str], list[str]]:
    detail = url.partition("$3FqueryDetail$3D~(")[2].removesuffix(")")
    fields, _, source = detail.partition("~source~(~")
    parts = [unquote(part.removeprefix("'").replace("*", "%")) for part in fields.split("~")]
    groups = [unquote(one.removeprefix("'").replace("*", "%")) for one in source[:-1].split("~")]
    return dict(zip(parts[::2], parts[1::2], strict=True)), groups


@pytest.mark.parametrize(
    "changed",
    [
        {"ENVIRONMENT": "local"},
        {"JOBS_STATEMACHINE": MACHINE.replace("arn:aws:", "arn:aws-cn:")},
    ],
    ids=str,
)
def test_there_are_none_where_there_is_no_console(
    deployed: pytest.MonkeyPatch, changed: dict[str, str]
) -> None:
    for name, value in changed.items():
        deployed.setenv(name, value)
    settings.cache_clear()

    assert console.links(JOB) is None


def test_every_log_group_is_of_a_function() -> None:
    from infra import catalog

    known = {f"/aws/lambda/splashmy-local-{function.id}" for function in catalog.functions()}

    assert set(console.log_groups()) <= known
