"""Make the secret by which CloudFront proves itself: `python -m tools.edge_secret ENVIRONMENT`.

`make deploy` does it before the templates, which read it. One that is there stays.
"""

import argparse
import secrets
from contextlib import suppress

from botocore.exceptions import BotoCoreError, ClientError

from infra import edge_secret
from splashmy.core.resources import client
from tools import deployment


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Make the secret by which CloudFront proves itself."
    )
    parser.add_argument("environment")
    environment = parser.parse_args().environment
    name = edge_secret.parameter(environment)
    deployment.use_region(environment)
    try:
        make(name)
    except (BotoCoreError, ClientError) as error:
        raise SystemExit(f"The parameter {name} cannot be made: {error}") from None


def make(name: str) -> None:
    """A String, not a SecureString: CloudFormation reads no other into these properties."""
    parameters = client("ssm")
    with suppress(parameters.exceptions.ParameterAlreadyExists):
        parameters.put_parameter(Name=name, Value=secrets.token_urlsafe(32), Type="String")


if __name__ == "__main__":
    main()
