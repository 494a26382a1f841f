"""The floor: what a function would be of boto3 and json alone, written from what it did.

It makes the same calls with the same parameters, signs the same URLs and gives the same bytes. It
does not even read the answers, which a real one would have to: no function can be much less.
"""

import compileall
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from botocore import xform_name

from tests.benchmarks.speed.recording import Exchange

# Services by what their operations begin with on the wire.
SERVICES = {
    "AWSCognitoIdentityProviderService": "cognito-idp",
    "AWSEvents": "events",
    "AWSStepFunctions": "stepfunctions",
    "AmazonSQS": "sqs",
    "AmazonSSM": "ssm",
    "DynamoDB_20120810": "dynamodb",
    "secretsmanager": "secretsmanager",
}
# What differs from call to call, in the same number of bytes.
_OF_A_CALL = re.compile(r"[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d")
SIGNED_URL = re.compile(r'http[^"\s]*X-Amz-Signature=[0-9a-f]+')
OVERRIDES = {
    "response-cache-control": "ResponseCacheControl",
    "response-content-disposition": "ResponseContentDisposition",
    "response-content-type": "ResponseContentType",
}

CODE = '''"""boto3 and json: the same calls as {name}, the same bytes out."""

import json
import os
from urllib.request import urlopen

import boto3
from botocore.config import Config

{clients}


def handler(event, context):
{calls}
    return {answer}
'''


def write(folder: Path, name: str, exchanges: list[Exchange], answer: Any) -> None:
    """`handler.py` with its bytecode: its literals are data, which no cold start compiles."""
    services = {_service(one) for one in exchanges if not _is_page(one)}
    urls = _urls(answer)
    code = CODE.format(
        name=name,
        clients="\n".join(_clients(services, signs=bool(urls))),
        calls="\n".join([*map(_call, exchanges), *_signed(urls)]) or "    pass",
        answer=_answer(answer, urls),
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "handler.py").write_text(code)
    compileall.compile_dir(folder, quiet=1)


def _is_page(exchange: Exchange) -> bool:
    """Something public, such as the keys of tokens: known by its path, and no operation of AWS."""
    return exchange.target.startswith("/")


def _service(exchange: Exchange) -> str:
    return SERVICES[exchange.target.partition(".")[0]]


def _clients(services: set[str], *, signs: bool) -> Iterator[str]:
    for service in sorted(services):
        yield f"{service.replace('-', '_')} = boto3.client({service!r})"
    if signs:
        style = "s3={'addressing_style': 'path'}"
        yield f"s3 = boto3.client('s3', config=Config(signature_version='s3v4', {style}))"


def _call(exchange: Exchange) -> str:
    if _is_page(exchange):
        where = f"os.environ['AWS_ENDPOINT_URL'] + {exchange.target!r}"
        return f"    json.loads(urlopen({where}).read())"
    operation = xform_name(exchange.target.partition(".")[2])
    client = _service(exchange).replace("-", "_")
    return f"    {client}.{operation}(**{exchange.parameters!r})"


def _urls(answer: Any) -> list[str]:
    return [*dict.fromkeys(SIGNED_URL.findall(json.dumps(_body(answer))))]


def _body(answer: Any) -> Any:
    return json.loads(answer["body"]) if _is_of_gateway(answer) else answer


def _is_of_gateway(answer: Any) -> bool:
    return isinstance(answer, dict) and "statusCode" in answer


def _signed(urls: list[str]) -> Iterator[str]:
    for number, url in enumerate(urls):
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query))
        _, bucket, key = unquote(parts.path).split("/", 2)
        what = {"Bucket": bucket, "Key": key}
        what |= {name: query[of] for of, name in OVERRIDES.items() if of in query}
        lives = int(query["X-Amz-Expires"])
        yield f"    url{number} = s3.generate_presigned_url('get_object', {what!r}, {lives})"


def _answer(answer: Any, urls: list[str]) -> str:
    """As an expression, in which each signed URL is a variable."""
    written = repr(_body(answer))
    for number, url in enumerate(urls):
        written = written.replace(repr(url), f"url{number}")
    if not _is_of_gateway(answer):
        return written
    around = {name: value for name, value in answer.items() if name != "body"}
    return f"{{**{around!r}, 'body': json.dumps({written})}}"


def require_the_same(ours: Any, floors: Any) -> None:
    """Byte for byte, but for signatures, ids and the time."""
    alike = [_OF_A_CALL.sub("-", json.dumps(_body(one))) for one in (ours, floors)]
    if alike[0] != alike[1]:
        raise ValueError(f"The floor answers something else:\n{alike[0]}\n{alike[1]}")
