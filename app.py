"""Synthesize SplashMy: every environment, or only `-c environment=prod`."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "layers/shared/python"))

from infra.node import use_bundled_node

use_bundled_node()

from aws_cdk import App  # noqa: E402

from infra.configuration import ConfigurationError, configured  # noqa: E402
from infra.environments import ENVIRONMENTS  # noqa: E402
from infra.stacks import SplashMy  # noqa: E402


def main() -> None:
    app = App()
    chosen = app.node.try_get_context("environment") or os.environ.get("SPLASHMY_ENVIRONMENT")
    context = app.node.try_get_context("environments") or {}
    for name in [chosen] if chosen else ENVIRONMENTS:
        SplashMy(app, environment=configured(name, context))
    app.synth()


if __name__ == "__main__":
    try:
        main()
    except ConfigurationError as error:
        sys.exit(str(error))
