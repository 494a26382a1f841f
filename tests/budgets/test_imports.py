"""What importing a function may cost, counted in modules and clients, never in seconds."""

import subprocess
import sys

import pytest

from infra import catalog

HEAVY = ("openai", "PIL", "aws_xray_sdk", "jwt", "cryptography", "boto3", "uuid6")
API_HANDLERS = [function for function, _ in catalog.endpoints()]


def run(code: str) -> str:
    """The output of a fresh interpreter with nothing but the shared package."""
    prelude = "import sys; sys.path.insert(0, 'layers/shared/python');"
    command = [sys.executable, "-c", prelude + code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_importing_every_api_handler_loads_nothing_heavy() -> None:
    code = (
        "from infra import catalog; list(catalog.endpoints());"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )

    assert run(code) == "[]"


def test_importing_makes_no_client_and_reads_no_environment() -> None:
    code = (
        "import os; before = dict(os.environ); os.environ.clear();"
        "from infra import catalog; list(catalog.functions());"
        "from splashmy.core import resources; print(resources.session.cache_info().currsize)"
    )

    assert run(code) == "0"


def test_every_model_shares_one_dynamodb_client_and_none_is_botocores() -> None:
    code = """
import os
from splashmy.core.resources import TABLES
os.environ |= {v: 'any' for table in TABLES for v in table.variables}
os.environ |= {'AWS_DEFAULT_REGION': 'us-east-1'}
os.environ |= {'AWS_ACCESS_KEY_ID': 'any', 'AWS_SECRET_ACCESS_KEY': 'any'}
from botocore.session import Session
made = []
Session.create_client = lambda self, name, **_: made.append(name)
from infra import catalog
catalog.functions()
from splashmy.core.records import Record
def touch(model):
    for each in model.__subclasses__():
        if hasattr(each, "table"):  # of what others share there is none
            made.append(each._get_connection().connection.client)
        touch(each)
touch(Record)
print([type(one).__module__ for one in set(made)])
"""

    assert run(code) == "['splashmy.core.dynamodb']"


def test_showing_a_picture_makes_no_client() -> None:
    code = """
import os
os.environ |= {'AWS_DEFAULT_REGION': 'us-east-1', 'MEDIA_BUCKET': 'media'}
os.environ |= {'AWS_ACCESS_KEY_ID': 'any', 'AWS_SECRET_ACCESS_KEY': 'any'}
from splashmy.core import media, resources
assert 'X-Amz-Signature=' in media.url('a.png', filename='a.png')
print(resources.client.cache_info().currsize)
"""

    assert run(code) == "0"


@pytest.mark.parametrize("function", API_HANDLERS, ids=lambda function: function.id)
def test_an_api_handler_says_what_it_does(function: catalog.Function) -> None:
    assert function.handler.summary.endswith(".")
    assert len(function.handler.summary) < 100
