"""Synthesize SplashMy: every environment, or only `-c environment=prod`."""

import json
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

CONFIGURATION = Path(__file__).parent / "cdk.json"


def main() -> None:
    # The CDK's command line hands on the same context, and what was said on that line beside it.
    # It writes into the folder that the command line names, too.
    configuration = json.loads(CONFIGURATION.read_text())
    outdir = os.environ.get("CDK_OUTDIR", str(CONFIGURATION.parent / configuration["output"]))
    app = App(context=configuration["context"], outdir=outdir)
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
