"""The commands of the documentation exist in AWS's own API models, and name what is deployed."""

import json
import re
import shlex
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import botocore.session
import pytest
from botocore import xform_name

from infra.observability.alarms import Runbook
from tests.infra.conftest import Synthesized

PAGES = [*sorted(Path("docs/runbooks").glob("*.md")), Path("docs/deploy.md")]
SECTIONS = ["You see", "It means", "Do", "It is over when"]
# Of the command line itself, or of its own commands that no API has.
GLOBAL = {"query", "output", "cli-binary-format", "max-items"}
CUSTOM = {
    ("s3", "rm"): set(),
    ("logs", "tail"): {"since", "filter-pattern", "follow"},
    ("sso", "login"): {"profile"},
}
INLINE = re.compile(r"(?<!`)`(aws [^`]+)`")
OWN_LINE = re.compile(r"^(aws .+)$", re.MULTILINE)


@dataclass(frozen=True)
class Command:
    service: str
    name: str
    words: list[str]

    @property
    def options(self) -> set[str]:
        given = [word.removeprefix("--") for word in self.words if word.startswith("--")]
        return {option.removeprefix("no-") for option in given} - GLOBAL


def commands(page: Path) -> list[Command]:
    text = page.read_text().replace("\\\n", " ")
    written = [*INLINE.findall(text), *OWN_LINE.findall(text)]
    found = [shlex.split(command, comments=True) for command in written]
    return [Command(words[1], words[2], words[3:]) for words in found]


@cache
def client_of(service: str) -> Any:
    return botocore.session.get_session().create_client(service, region_name="us-east-1")


def known(command: Command) -> set[str]:
    """The options that the command takes."""
    if (command.service, command.name) in CUSTOM:
        return CUSTOM[command.service, command.name]
    client = client_of(command.service)
    if command.name == "wait":
        operation = client.get_waiter(command.words[0].replace("-", "_")).config.operation
    else:
        operations = {
            xform_name(one, "-"): one for one in client.meta.service_model.operation_names
        }
        operation = operations[command.name]
    model: Any = client.meta.service_model.operation_model(operation).input_shape
    return {xform_name(member, "-") for member in model.members}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_is_one_of_aws(page: Path) -> None:
    for command in commands(page):
        assert command.options <= known(command), command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_name_is_one_that_is_deployed(page: Path, assembly: Path) -> None:
    templates = "".join(json.dumps(Synthesized(n, assembly).templates) for n in ("dev", "prod"))

    for name in re.findall(r"splashmy-(?:dev|prod)-[\w-]*\w", page.read_text()):
        if not re.search(r"[A-Z]{3}|\d{8}T", name):
            assert name in templates, name


@pytest.mark.parametrize("runbook", Runbook)
def test_every_page_says_the_same_things_in_the_same_order(runbook: Runbook) -> None:
    text = Path(runbook.page).read_text()

    assert re.findall("^## (.+)$", text, re.MULTILINE) == SECTIONS


def test_a_payload_is_what_its_function_takes() -> None:
    from infra import catalog

    tasks = {function.id: task for function, task in catalog.tasks()}
    invoked = [one for page in PAGES for one in commands(page) if one.name == "invoke"]

    assert invoked
    for command in invoked:
        function, payload = _argument(command, "function-name"), _argument(command, "payload")
        if payload != "BODY":
            task: Any = tasks[function.removeprefix("splashmy-dev-")]
            task._message.validate_python(json.loads(payload))


def _argument(command: Command, option: str) -> str:
    return command.words[command.words.index(f"--{option}") + 1]
