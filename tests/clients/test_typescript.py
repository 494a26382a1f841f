"""The TypeScript client's own tests, run by Node against the local stack."""

import os
import subprocess
from pathlib import Path

import pytest

from infra.node import bundled_node
from local.stack import Stack

CLIENT = Path("clients/typescript").resolve()


@pytest.mark.usefixtures("catalogue")
def test_the_typescript_client_does_what_its_own_tests_say(stack: Stack) -> None:
    environment = {
        **os.environ,
        "SPLASHMY_URL": stack.api_url,
        "SPLASHMY_PHOTO": str(Path("local/photograph.jpg").resolve()),
    }

    ended = subprocess.run(
        [str(bundled_node()), "--test", "test/*.test.ts"],
        cwd=CLIENT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
