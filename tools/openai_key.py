"""Set OpenAI's key of an environment: `python -m tools.openai_key ENVIRONMENT`.

It is taken from OPENAI_API_KEY or asked for: an argument is for all to see. Functions use a new one
within 5 minutes.
"""

import argparse
import os
from getpass import getpass

from splashmy.core.resources import OPENAI_KEY, client
from tools.deployment import connect


def main() -> None:
    parser = argparse.ArgumentParser(description="Set OpenAI's key of an environment.")
    parser.add_argument("environment")
    asked = parser.parse_args()
    connect(asked.environment)
    key = (os.environ.get("OPENAI_API_KEY") or getpass("OpenAI's key: ")).strip()
    if not key:
        raise SystemExit("Nothing was set: the key is empty.")
    set_key(key)
    print(f"{asked.environment} uses this key within 5 minutes")


def set_key(key: str) -> None:
    """Make the parameter, or give it a new value."""
    client("ssm").put_parameter(Name=OPENAI_KEY.id, Value=key, Type="SecureString", Overwrite=True)


def fault() -> str:
    """What is wrong with the parameter, if anything; its value is not read."""
    parameters = client("ssm")
    try:
        found = parameters.get_parameter(Name=OPENAI_KEY.id)["Parameter"]
    except parameters.exceptions.ParameterNotFound:
        return f"the parameter {OPENAI_KEY.id} is not there: make openai-key sets it"
    return "" if found["Type"] == "SecureString" else f"{OPENAI_KEY.id} is not encrypted"


if __name__ == "__main__":
    main()
