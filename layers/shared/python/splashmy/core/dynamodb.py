"""DynamoDB's client: one signed POST of JSON to a call.

botocore reads a service's model for every client, and walks through it, its endpoint rules and its
events for every call. What can go wrong is left to it: the transport with its exceptions, what an
error answer says, and what is tried again. See docs/adr/0190-dynamodb-without-botocores-client.md.
"""

import base64
import json
import socket
import time
import uuid
from binascii import crc32
from contextlib import suppress
from functools import cache
from itertools import count
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.exceptions import BotoCoreError, ClientError, ResponseStreamingError
from botocore.httpsession import URLLib3Session
from botocore.parsers import JSONParser
from botocore.retries import quota, standard
from botocore.utils import get_environ_proxies

from splashmy.core import deadline, resources
from splashmy.core.presigning import authorization, dns_suffix
from splashmy.core.resources import CONNECT_TIMEOUT, USER_AGENT, environment

READ_TIMEOUT = 3  # seconds
LONGEST = CONNECT_TIMEOUT + READ_TIMEOUT
ATTEMPTS = 3
ERROR = 300  # the first HTTP status of those that are errors
TARGET = "DynamoDB_20120810"
# Of errors, what PynamoDB reads beside their code and message.
OF_ERRORS = ("CancellationReasons", "Item")
# What botocore's retries ask of its model: the one error that says of itself to try it again.
RETRYABLE = SimpleNamespace(
    name="ReplicatedWriteConflictException", metadata={"retryable": {"throttling": False}}
)
MODEL = SimpleNamespace(
    name="", service_model=SimpleNamespace(service_name="dynamodb"), error_shapes=(RETRYABLE,)
)

Answer = dict[str, Any]


class Outcome(NamedTuple):
    """Of one attempt: what DynamoDB answered, an error included, or why it did not."""

    response: AWSResponse | None = None
    answer: Answer | None = None
    failure: BotoCoreError | None = None


class Client:
    """Connects within 1 s and reads within 3 s, 3 attempts while the invocation has the time.

    Raises what botocore's client does: `ClientError`, or a `BotoCoreError` if no answer came.
    Threads may share it.
    """

    _request_signer = None  # where PynamoDB sees that botocore found no credentials

    def __init__(self, region: str, endpoint: str | None = None) -> None:
        self.region = region
        self.url = (endpoint or host_url(region)).rstrip("/") + "/"
        make: Any = URLLib3Session  # its stub has fewer types than it takes
        self._http = make(
            verify=environment.get("AWS_CA_BUNDLE")
            or environment.get("REQUESTS_CA_BUNDLE")
            or True,
            proxies=get_environ_proxies(self.url),
            timeout=(CONNECT_TIMEOUT, READ_TIMEOUT),
            socket_options=[(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)],
        )
        self._quota, self._retries = _retries()

    def call(self, operation: str, parameters: dict[str, Any]) -> Answer:
        """`parameters` and the answer are as botocore has them: binary values are bytes."""
        body = _body(operation, parameters)
        context: Any = {}  # where botocore notes what a retry took of its quota
        for attempt in count(1):
            outcome = self._attempt(operation, body)
            if outcome.response and outcome.response.status_code < ERROR:
                self._quota.release_retry_quota(context, outcome.response)
                break
            delay = self._delay(attempt, outcome, context)
            if delay is None or not deadline.allows(LONGEST):
                raise _error(outcome, operation, attempt)
            time.sleep(delay)
        return outcome.answer or {}

    def _make_api_call(self, operation: str, parameters: dict[str, Any]) -> Answer:
        """PynamoDB's name for it."""
        return self.call(operation, parameters)

    def _attempt(self, operation: str, body: bytes) -> Outcome:
        try:
            if not deadline.allows(LONGEST):
                raise deadline.OutOfTime
            response: AWSResponse = self._http.send(self._request(operation, body))
            if response.status_code >= ERROR:
                return Outcome(response, _parsed_error(response))
            _require_whole(response)
            return Outcome(response, _read(response.content))
        except BotoCoreError as error:
            return Outcome(failure=error)

    def _request(self, operation: str, body: bytes) -> AWSPreparedRequest:
        headers: Any = {
            "Content-Type": "application/x-amz-json-1.0",
            "Host": _host(self.url),
            "X-Amz-Date": time.strftime("%Y%m%dT%H%M%SZ", time.gmtime()),
            "X-Amz-Target": f"{TARGET}.{operation}",
        }
        credentials = resources.credentials()
        if credentials.token:
            headers["X-Amz-Security-Token"] = credentials.token
        headers["Authorization"] = authorization(
            urlsplit(self.url).path,
            headers,
            body,
            service="dynamodb",
            region=self.region,
            credentials=credentials,
        )
        headers["User-Agent"] = USER_AGENT
        return AWSPreparedRequest("POST", self.url, headers, body, stream_output=False)

    def _delay(self, attempt: int, outcome: Outcome, context: dict[str, Any]) -> float | None:
        """Seconds until the next attempt; None if there shall be none."""
        delay: float | None = self._retries.needs_retry(
            response=(outcome.response, outcome.answer) if outcome.response else None,
            caught_exception=outcome.failure,
            operation=MODEL,
            attempts=attempt,
            request_dict={"context": context},
        )
        return delay


def host_url(region: str) -> str:
    return f"https://dynamodb.{region}.{dns_suffix(region)}"


@cache
def client() -> Client:
    """The one client of this process."""
    endpoint = environment.get("AWS_ENDPOINT_URL_DYNAMODB") or environment.get("AWS_ENDPOINT_URL")
    return Client(resources.region(), endpoint)


def _retries() -> tuple[standard.RetryQuotaChecker, standard.RetryHandler]:
    """As botocore puts them together for its "standard" mode."""
    adapter = standard.RetryEventAdapter()
    detector = standard.ThrottlingErrorDetector(adapter)
    checker: Any = standard.RetryQuotaChecker(quota.RetryQuota(), detector)
    backoff = standard.ExponentialBackoff(service_name="dynamodb", throttling_detector=detector)
    policy = standard.RetryPolicy(standard.StandardRetryConditions(ATTEMPTS), backoff)
    return checker, standard.RetryHandler(policy, adapter, checker, service_name="dynamodb")


def _host(url: str) -> str:
    """As the header names it, without the port that its scheme implies."""
    parts = urlsplit(url)
    implied = {"http": ":80", "https": ":443"}[parts.scheme]
    return parts.netloc.removesuffix(implied)


def _body(operation: str, parameters: dict[str, Any]) -> bytes:
    if operation == "TransactWriteItems":  # a second attempt must not be a second transaction
        parameters = {**parameters}
        parameters.setdefault("ClientRequestToken", str(uuid.uuid4()))
    return json.dumps(parameters, default=_encoded).encode()


def _encoded(binary: bytes) -> str:
    return base64.b64encode(binary).decode()


def _require_whole(response: AWSResponse) -> None:
    """botocore tries again, too, but takes the last answer however damaged it is."""
    checksum = response.headers.get("x-amz-crc32")
    if checksum is not None and int(checksum) != crc32(response.content):
        raise ResponseStreamingError(error="its CRC32 is another")


def _read(content: bytes) -> Answer:
    """Only where there may be binary values each object is looked at."""
    decode = _decoded if b'"B"' in content or b'"BS"' in content else None
    try:
        answer: Answer = json.loads(content or b"{}", object_hook=decode)
    except ValueError as error:
        raise ResponseStreamingError(error=error) from error
    return answer


def _decoded(part: dict[str, Any]) -> dict[str, Any]:
    """An attribute may be called "B" itself, but is no string: its value is {"S": ...}."""
    if isinstance(binary := part.get("B"), str):
        part["B"] = base64.b64decode(binary)
    if isinstance(binaries := part.get("BS"), list):
        part["BS"] = [base64.b64decode(one) for one in binaries]
    return part


def _parsed_error(response: AWSResponse) -> Answer:
    headers, content = response.headers, response.content
    answered = {"status_code": response.status_code, "headers": headers, "body": content}
    parser: Any = JSONParser()
    said: Answer = parser.parse(answered, None)
    with suppress(ResponseStreamingError):  # a proxy's page is no JSON
        body = _read(content)
        said |= {name: body[name] for name in OF_ERRORS if name in body}
    return said


def _error(outcome: Outcome, operation: str, attempts: int) -> Exception:
    if outcome.answer is None:
        return outcome.failure or AssertionError(outcome)
    outcome.answer["ResponseMetadata"]["RetryAttempts"] = attempts - 1
    said: Any = outcome.answer
    return ClientError(said, operation)
