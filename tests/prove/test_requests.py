"""Requests that schemathesis makes up from the API's own document, well-formed and malformed.

No answer is a 5xx, of a status, header, schema or content type that is not in the document, or, if
it is an error, longer than 64 KiB. A failure prints the seed, and a curl line that repeats it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from infra.docs import DOCS
from local.stack import Stack
from tests.prove.figures import FULL, amount, record
from tests.users import Accounts

SEEDS = [20261126, 20261127] if FULL else [20261126]
CALLERS = ["nobody", "user", "premium", "admin"] if FULL else ["admin"]
# `stateful` follows the document's links; `coverage` tries each constraint of each schema, alike
# with every seed. An ordinary run leaves both out, and what only reads.
PHASES = "examples,fuzzing,stateful" if FULL else "fuzzing"
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"][0 if FULL else 1 :]
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "use_after_free",
    "short_errors",
    "one_envelope",
]
# They end the session that all requests are made with; nobody's calls have them.
END_THE_SESSION = ["auth_log_out", "auth_delete_account", "auth_change_password"]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("caller", CALLERS)
def test_every_answer_is_as_documented(
    caller: str,
    seed: int,
    stack: Stack,
    accounts: Accounts,
    tmp_path: Path,
) -> None:
    report = tmp_path / "report.json"
    command = [*_run(stack, seed), "--report-json-path", str(report)]
    if caller != "nobody":
        account = accounts.new(premium=caller == "premium", admin=caller == "admin")
        command += ["--header", f"Authorization: Bearer {account.access_token}"]
        for operation in END_THE_SESSION:
            command += ["--exclude-operation-id", operation]
    hooks = {"SCHEMATHESIS_HOOKS": "tests.prove.checks", "PYTHONPATH": os.pathsep.join(sys.path)}

    ended = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env=os.environ | hooks,
        cwd=tmp_path,
        check=False,
    )

    assert ended.returncode == 0, f"seed {seed}\n{ended.stdout[-20_000:]}{ended.stderr[-2000:]}"
    made = json.loads(report.read_text())["test_cases"]["generated"]
    record(requests=made, seeds=", ".join(map(str, SEEDS)))
    assert made > 50


def _run(stack: Stack, seed: int) -> list[str]:
    phases = f"{PHASES},coverage" if FULL and seed == SEEDS[0] else PHASES
    return [
        *(sys.executable, "-m", "schemathesis.cli", "run", str(DOCS / "openapi.json")),
        *("--url", stack.api_url, "--seed", str(seed), "--checks", ",".join(CHECKS)),
        *("--phases", phases, "--max-examples", str(amount(1, 10))),
        *(f"--include-method={method}" for method in METHODS),
        *("--continue-on-failure", "--no-color", "--output-sanitize", "false"),
        *("--request-timeout", "30", "--generation-database", "none"),
        *("--suppress-health-check", "all", "--warnings", "off"),
    ]
