"""`splashmy`: SplashMy from the command line."""

import signal
import sys

from splashmy_client.cli.app import app
from splashmy_client.cli.output import tell
from splashmy_client.errors import SplashMyError


def main() -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as Ctrl-C does
    try:
        app()
    except SplashMyError as error:
        tell(str(error), style="red")
        sys.exit(1)
    except OSError as error:  # of a file that can't be read or written
        tell(f"{error.filename}: {error.strerror}.", style="red")
        sys.exit(1)


__all__ = ["app", "main"]
