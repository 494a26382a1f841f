"""Check a deployment: `python -m tools.verify_deploy URL`.

One line for each check; exits with 1 if one failed. Without an account of yours one is registered,
and deleted at the end.
"""

import argparse
import os
import sys

from local import demo
from splashmy_client import SplashMyError
from splashmy_client.addresses import api_root
from tools.verify_deploy.checks import MOST_BYTES, throw_away, verify

PASSWORD = "SPLASHMY_PASSWORD"  # noqa: S105 the variable that holds it: arguments are for all to see


def main() -> int:
    asked = _arguments()
    failed = 0
    checks = verify(
        asked.url,
        asked.account,
        max_upload_size=asked.max_upload_size,
        origin=asked.origin,
        environment=asked.environment,
        studio_url=asked.studio,
    )
    for check in checks:
        failed += bool(check.fault)
        line = f"{'FAILED' if check.fault else 'ok':6} {check.name}"
        print(f"{line}: {check.fault}" if check.fault else line, flush=True)
    return int(failed > 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Check a deployment over HTTP.")
    parser.add_argument("url", help="what the stack's output ApiUrl says")
    parser.add_argument("--email", help=f"of an account of yours; its password is in {PASSWORD}")
    parser.add_argument("--max-upload-size", type=int, default=MOST_BYTES, help="in bytes")
    parser.add_argument("--origin", default="", help="a page that may call, if not every one may")
    parser.add_argument("--environment", default="", help="asked of AWS too, if it is named")
    parser.add_argument("--studio", default="", help="what the stack's output StudioUrl says")
    asked = parser.parse_args()
    try:
        for url in filter(None, (asked.url, asked.studio)):
            api_root(url)
    except SplashMyError as error:
        parser.error(str(error))
    if asked.email and not os.environ.get(PASSWORD):
        parser.error(f"put the password of {asked.email} into {PASSWORD}")
    asked.account = (
        demo.Account(asked.email, asked.email, os.environ[PASSWORD], is_registered=True)
        if asked.email
        else throw_away()
    )
    return asked


if __name__ == "__main__":
    sys.exit(main())
