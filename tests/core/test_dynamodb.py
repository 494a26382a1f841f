"""DynamoDB's client beside botocore's: the same requests, answers, errors and attempts."""

import base64
import json
import socket
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import (
    ClientError,
    NoCredentialsError,
    NoRegionError,
    ResponseStreamingError,
)
from botocore.loaders import create_loader
from botocore.session import Session

from splashmy.core import deadline, dynamodb, resources
from splashmy.core.aws_errors import is_unavailable
from splashmy.core.deadline import OutOfTime
from splashmy.core.dynamodb import Client
from tests.serving import serving

REGION = "eu-west-1"
MODELS = create_loader()  # what it has read of botocore's, it keeps for every session
Call = Callable[[str, dict[str, Any]], Any]
# A status, a body, and headers; or None, which closes the connection without an answer.
Reply = tuple[int, bytes, dict[str, str]] | None


class Service(ThreadingHTTPServer):
    """Gives the replies in turn and the last one again and again; keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies: list[Reply] = []
        self.asked: list[tuple[dict[str, str], bytes]] = []
        self.connections: set[Any] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def reply(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer on a connection that is kept waits 40 ms
    server: Service

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((dict(self.headers), body))
        self.server.connections.add(self.client_address)
        if (reply := self.server.reply()) is None:
            self.close_connection = True
            return
        status, content, headers = reply
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(content))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def service() -> Iterator[Service]:
    served = Service()
    with serving(served):
        yield served


@pytest.fixture(autouse=True)
def _a_function(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB", "AWS_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCY")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "IQoJb3JpZ2lu+/Zz==")
    monkeypatch.setattr(time, "sleep", lambda _: None)


def ours(service: str) -> Call:
    return Client(REGION, service).call


def botocores(service: str) -> Call:
    config = Config(
        connect_timeout=1,
        read_timeout=dynamodb.READ_TIMEOUT,
        retries={"total_max_attempts": 3, "mode": "standard"},
        parameter_validation=False,
    )
    session = Session()
    session.register_component("data_loader", MODELS)
    client: Any = session.create_client("dynamodb", REGION, endpoint_url=service, config=config)
    call: Call = client._make_api_call
    return call


def answer(content: Any, *, status: int = 200, **headers: str) -> Reply:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    checksum = {"x-amz-crc32": str(crc32(body))}
    return status, body, {"x-amzn-RequestId": "R1", **checksum, **headers}


KEY = {"pk": {"S": "USER#1"}, "sk": {"S": 'ünïcode/写真/🎨 "quoted" \\ \n\t\x00'}}
ITEM = {
    **KEY,
    "B": {"S": "an attribute of that name"},
    "BS": {"M": {"B": {"B": b"\x00\xff\xfe"}, "BS": {"BS": [b"a", b""]}}},
    "N": {"N": "-1234567890.12345678901234567890123456789e-5"},
    "NS": {"NS": ["1", "2.50"]},
    "empty": {"S": ""},
    "no bytes": {"B": b""},
    "list": {"L": [{"NULL": True}, {"BOOL": False}, {"L": []}, {"M": {}}, {"SS": ["", "x"]}]},
}
REQUESTS: list[tuple[str, dict[str, Any]]] = [
    ("GetItem", {"TableName": "t-1_2.3", "Key": KEY, "ConsistentRead": True}),
    ("PutItem", {"TableName": "t", "Item": ITEM, "ReturnConsumedCapacity": "TOTAL"}),
    ("UpdateItem", {"TableName": "t", "Key": KEY, "ExpressionAttributeValues": {":0": {"N": "0"}}}),
    ("DeleteItem", {"TableName": "t", "Key": KEY, "ExpressionAttributeNames": {"#0": "sk"}}),
    ("Query", {"TableName": "t", "Limit": 21, "ScanIndexForward": False, "ExclusiveStartKey": KEY}),
    ("Scan", {"TableName": "t", "Segment": 0, "TotalSegments": 4}),
    ("BatchGetItem", {"RequestItems": {"t": {"Keys": [KEY], "ConsistentRead": True}}}),
    ("BatchWriteItem", {"RequestItems": {"t": [{"PutRequest": {"Item": ITEM}}]}}),
    ("TransactWriteItems", {"TransactItems": [{"Put": {"Item": ITEM}}], "ClientRequestToken": "1"}),
    ("TransactGetItems", {"TransactItems": [{"Get": {"TableName": "t", "Key": KEY}}]}),
]


@pytest.mark.parametrize(("operation", "parameters"), REQUESTS, ids=[it for it, _ in REQUESTS])
def test_a_request_has_the_bytes_of_botocores(
    operation: str, parameters: dict[str, Any], service: Service
) -> None:
    service.replies = [answer({})]

    for one in (ours, botocores):
        one(service.url)(operation, parameters)

    (our_headers, our_body), (headers, body) = service.asked
    assert our_body == body
    for name in ("Content-Type", "X-Amz-Target", "Host", "X-Amz-Security-Token"):
        assert our_headers[name] == headers[name]


@pytest.mark.parametrize("token", ["IQoJb3JpZ2lu+/Zz==", None])
@pytest.mark.parametrize("region", ["us-east-1", "cn-north-1", "us-gov-west-1"])
@pytest.mark.parametrize(
    "endpoint", [None, "http://127.0.0.1:4566", "http://localhost:80/", "https://example.com:8443"]
)
def test_a_request_has_the_signature_of_botocores(
    endpoint: str | None, region: str, token: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SESSION_TOKEN", token or "")
    sent = Client(region, endpoint)._request("PutItem", dynamodb._body("PutItem", {"Item": ITEM}))

    assert sent.headers["Authorization"] == _authorization(sent, region)
    assert ("X-Amz-Security-Token" in sent.headers) == bool(token)


def _authorization(sent: Any, region: str) -> str:
    """By botocore, of what was sent at that time."""
    headers = {name: value for name, value in sent.headers.items() if name != "Authorization"}
    request = AWSRequest("POST", sent.url, headers, sent.body)
    request.context["timestamp"] = headers["X-Amz-Date"]
    request.context["payload_signing_enabled"] = True
    one: Any = resources.credentials()
    auth: Any = SigV4Auth(Credentials(one.access_key, one.secret_key), "dynamodb", region)
    to_sign = auth.string_to_sign(request, auth.canonical_request(request))
    names = auth.signed_headers(auth.headers_to_sign(request))
    scope = f"Credential={auth.scope(request)}, SignedHeaders={names}"
    return f"AWS4-HMAC-SHA256 {scope}, Signature={auth.signature(to_sign, request)}"


def test_every_region_is_called_where_botocore_calls_it() -> None:
    session = Session()
    partitions = ("aws", "aws-cn", "aws-us-gov")
    regions = [
        region
        for name in partitions
        for region in session.get_available_regions("dynamodb", partition_name=name)
    ]

    for region in regions:
        client: Any = session.create_client("dynamodb", region)
        assert Client(region).url == f"{client.meta.endpoint_url}/"
    assert len(regions) > 30


ENCODED = json.loads(json.dumps(ITEM, default=lambda it: base64.b64encode(it).decode()))
ANSWERS: dict[str, Any] = {
    "GetItem": {"Item": ENCODED},
    "PutItem": {},
    "UpdateItem": {"Attributes": ENCODED},
    "Query": {"Items": [ENCODED, {}], "Count": 2, "ScannedCount": 3, "LastEvaluatedKey": KEY},
    "BatchGetItem": {
        "Responses": {"BBB": [ENCODED]},
        "UnprocessedKeys": {"BBB": {"Keys": [KEY], "ConsistentRead": True}},
    },
    "BatchWriteItem": {"UnprocessedItems": {"BBB": [{"PutRequest": {"Item": ENCODED}}]}},
    "TransactGetItems": {"Responses": [{"Item": ENCODED}, {}]},
    "TransactWriteItems": {"ConsumedCapacity": [{"TableName": "t", "CapacityUnits": 2.0}]},
}


@pytest.mark.parametrize("operation", ANSWERS)
def test_an_answer_is_read_as_botocore_reads_it(operation: str, service: Service) -> None:
    service.replies, asked = [answer(ANSWERS[operation])], dict(REQUESTS)[operation]

    read, theirs = (one(service.url)(operation, asked) for one in (ours, botocores))

    del theirs["ResponseMetadata"]
    assert read == theirs


def test_calls_share_a_connection(service: Service) -> None:
    service.replies = [answer({})]
    call = ours(service.url)

    for _ in range(3):
        call("GetItem", {})

    assert len(service.connections) == 1


MODEL = Session().get_service_model("dynamodb")
DOCUMENTED = sorted(
    {
        shape.name
        for name in MODEL.operation_names
        for shape in MODEL.operation_model(name).error_shapes
    }
)
UNDOCUMENTED = ["AccessDeniedException", "RequestTimeout", "SlowDown", "Throttling", "Whatever"]
REASONS = [{"Code": "None"}, {"Code": "ConditionalCheckFailed", "Message": "m", "Item": ENCODED}]
ERRORS: dict[str, Reply] = {
    **{
        f"{code} {status}": answer({"__type": f"a.b#{code}", "message": "Said."}, status=status)
        for code in [*DOCUMENTED, *UNDOCUMENTED]
        for status in (400, 500)
        if status == 400 or code in UNDOCUMENTED
    },
    "cancelled": answer(
        {
            "__type": "a#TransactionCanceledException",
            "Message": "M",
            "CancellationReasons": REASONS,
        },
        status=400,
    ),
    "condition": answer(
        {"__type": "ConditionalCheckFailedException:", "Message": "M", "Item": ENCODED}, status=400
    ),
    "page of a proxy": answer(b"<html>busy</html>", status=503),
    "text": answer(b"Bad Gateway", status=502),
    "nothing": answer(b"", status=504),
    "unknown status": answer({}, status=429),
    "moved": answer({}, status=301),
    "too large": answer({}, status=413),
}


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_raised_and_tried_again_as_botocore_does(name: str, service: Service) -> None:
    service.replies = [ERRORS[name]]

    raised, attempts = _failure(service, ours)
    theirs, their_attempts = _failure(service, botocores)

    assert isinstance(raised, ClientError)
    assert attempts == their_attempts
    assert str(raised) == str(theirs)
    for one in (raised, theirs):  # the second of an answer, and the server's own
        for header in ("date", "server"):
            one.response["ResponseMetadata"]["HTTPHeaders"].pop(header)
    assert raised.response == {name: theirs.response[name] for name in raised.response}
    assert {"Item", "CancellationReasons"} & {*theirs.response} <= {*raised.response}


def _failure(service: Service, client: Callable[[str], Call]) -> tuple[Any, int]:
    """What a write raises, and after how many attempts."""
    before = len(service.asked)
    with pytest.raises(Exception) as raised:  # noqa: PT011 whatever it is, it is compared
        client(service.url)("PutItem", {"TableName": "t"})
    return raised.value, len(service.asked) - before


def test_a_closed_connection_is_tried_again_as_botocore_does(service: Service) -> None:
    service.replies = [None]

    (raised, attempts), (theirs, their_attempts) = (
        _failure(service, it) for it in (ours, botocores)
    )

    assert (type(raised), attempts) == (type(theirs), their_attempts)
    assert is_unavailable(raised)


@pytest.mark.parametrize("listens", [True, False])
def test_silence_is_raised_as_by_botocore(listens: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dynamodb, "READ_TIMEOUT", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        if not listens:
            server.close()
        raised = []
        for client in (ours, botocores):
            with pytest.raises(Exception) as one:  # noqa: PT011 whatever it is, it is compared
                client(url)("GetItem", {})
            raised.append(type(one.value))

    assert raised[0] is raised[1]


def test_what_fails_once_succeeds_with_the_token_of_the_first_attempt(service: Service) -> None:
    service.replies = [answer({}, status=500), None, answer({"ConsumedCapacity": []})]

    assert ours(service.url)("TransactWriteItems", {"TransactItems": []}) == {
        "ConsumedCapacity": []
    }

    tokens = {json.loads(body)["ClientRequestToken"] for _, body in service.asked}
    assert (len(service.asked), len(tokens)) == (3, 1)


def test_two_transactions_have_two_tokens(service: Service) -> None:
    service.replies = [answer({})]
    call = ours(service.url)

    for _ in range(2):
        call("TransactWriteItems", {"TransactItems": []})

    assert len({json.loads(body)["ClientRequestToken"] for _, body in service.asked}) == 2


@pytest.mark.parametrize(
    "damaged", [(200, b'{"Item": {}}', {"x-amz-crc32": "1"}), (200, b'{"Item": ', {})]
)
def test_a_damaged_answer_is_asked_for_again_and_never_taken(
    damaged: Reply, service: Service
) -> None:
    service.replies = [damaged, answer({"Item": KEY})]
    assert ours(service.url)("GetItem", {}) == {"Item": KEY}

    service.replies = [damaged]
    with pytest.raises(ResponseStreamingError) as raised:
        ours(service.url)("GetItem", {})

    assert is_unavailable(raised.value)
    assert len(service.asked) == 2 + 3


def test_retries_end_when_their_quota_is_used_up(service: Service) -> None:
    counts = []
    for client in (ours, botocores):
        service.replies, service.asked = [answer({}, status=500)], []
        call = client(service.url)
        for _ in range(25):
            with pytest.raises(ClientError):
                call("GetItem", {})
        counts.append(len(service.asked))

    assert counts[0] == counts[1] < 25 * 3


def test_no_call_begins_that_could_outlast_the_invocation(service: Service) -> None:
    with deadline.within(dynamodb.LONGEST), pytest.raises(OutOfTime):
        ours(service.url)("GetItem", {})

    assert service.asked == []


def test_none_is_tried_again_without_the_time_for_it(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.replies = [answer({}, status=500)]
    times = iter([True, False])
    monkeypatch.setattr(deadline, "allows", lambda _: next(times))

    with pytest.raises(ClientError):
        ours(service.url)("GetItem", {})

    assert len(service.asked) == 1


def test_credentials_are_those_of_now(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    service.replies = [answer({})]
    call = ours(service.url)

    for key in ("AKIAFIRST", "AKIASECOND"):
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", key)
        call("GetItem", {})

    used = [headers["Authorization"].partition("=")[2][:10] for headers, _ in service.asked]
    assert used == ["AKIAFIRST/", "AKIASECOND"]


def test_without_them_in_the_environment_botocore_finds_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    session: Any = Session()
    session.set_credentials("AKIAFOUND", "secret", "token")
    monkeypatch.setattr(resources, "session", lambda: session)
    assert resources.credentials() == ("AKIAFOUND", "secret", "token")

    session.get_credentials = lambda: None
    with pytest.raises(NoCredentialsError):
        resources.credentials()


def test_a_region_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    session: Any = Session()
    monkeypatch.setattr(resources, "session", lambda: session)
    session.set_config_variable("region", "eu-south-2")
    assert resources.region() == "eu-south-2"

    session.get_config_variable = lambda _: None
    with pytest.raises(NoRegionError):
        resources.region()


def test_an_emulator_is_called_at_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:4566")
    assert urlsplit(dynamodb.client.__wrapped__().url).netloc == "127.0.0.1:4566"

    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000")
    assert urlsplit(dynamodb.client.__wrapped__().url).netloc == "127.0.0.1:8000"
