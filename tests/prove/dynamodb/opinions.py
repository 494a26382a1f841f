"""Asks the emulator and DynamoDB Local the same, and tells where their answers differ."""

import base64
import http.client
import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from local import aws

Json = dict[str, Any]
SIGNED = (
    f"AWS4-HMAC-SHA256 Credential={aws.ROOT_KEY[0]}/20260101/{aws.REGION}/dynamodb/aws4_request, "
    "SignedHeaders=host, Signature=0"  # neither looks at it
)
KEPT_OPEN = 5  # seconds; DynamoDB Local closes a connection that waits for half a minute
ENOUGH = Context(prec=40)  # digits; DynamoDB has 38
TOLD = ("TableName", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")


class Endpoint:
    """Sends requests as they are, without a client that might mend them or its answers."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
        self._used = time.monotonic()

    def ask(self, operation: str, request: Json) -> "Answer":
        headers = {
            "Content-Type": "application/x-amz-json-1.0",
            "X-Amz-Target": f"DynamoDB_20120810.{operation}",
            "Authorization": SIGNED,
        }
        body = json.dumps(request, default=lambda binary: base64.b64encode(binary).decode())
        if time.monotonic() - self._used > KEPT_OPEN:
            self._connection.close()  # the next request opens it again
        self._connection.request("POST", "/", body, headers)
        said = self._connection.getresponse()
        answer = Answer(said.status, json.loads(said.read() or b"{}"))
        self._used = time.monotonic()
        return answer

    def scanned(self, request: Json) -> Iterator[Json]:
        """Every item of all pages."""
        after: Json = {}
        while True:
            found = self.ask("Scan", {**request, **after}).body
            yield from found["Items"]
            if "LastEvaluatedKey" not in found:
                return
            after = {"ExclusiveStartKey": found["LastEvaluatedKey"]}

    def close(self) -> None:
        self._connection.close()


@dataclass(frozen=True)
class Answer:
    status: int
    body: Json

    @property
    def decided(self) -> Any:
        """What a caller decides upon: no sentences, no capacity, nothing in an order of chance."""
        if self.status == HTTPStatus.OK:
            said = {k: v for k, v in self.body.items() if k != "ConsumedCapacity"}
            if isinstance(batch := said.get("Responses"), dict):
                said["Responses"] = {table: sorted_items(items) for table, items in batch.items()}
            return ordered(said)
        error = {"code": self.body["__type"].rpartition("#")[2]}
        if "Item" in self.body:
            error["item"] = self.body["Item"]
        if reasons := self.body.get("CancellationReasons"):
            error["reasons"] = [{k: v for k, v in one.items() if k != "Message"} for one in reasons]
        return ordered(error)

    def __str__(self) -> str:
        said = self.body.get("message") or self.body.get("Message") or ""
        return f"{shortened(self.decided)} {said}".strip()


def sorted_items(items: Iterable[Json]) -> list[str]:
    return sorted(json.dumps(ordered(one)) for one in items)


def ordered(value: Any) -> Any:
    """With sets in one order, and numbers by value: DynamoDB trims zeros, its Local does not."""
    if isinstance(value, dict):
        if isinstance(value.get("N"), str):
            return {"N": str(Decimal(value["N"]).normalize(ENOUGH))}
        return {
            name: sorted(one)
            if name in ("SS", "NS", "BS") and isinstance(one, list)
            else ordered(one)
            for name, one in sorted(value.items())
        }
    return [ordered(one) for one in value] if isinstance(value, list) else value


def shortened(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) < 400 else f"{text[:400]}..."


@dataclass(frozen=True)
class Both:
    emulator: Endpoint
    amazon: Endpoint

    def create(self, assembly: Path) -> None:
        for table in tables(assembly):
            for endpoint in (self.emulator, self.amazon):
                assert endpoint.ask("CreateTable", table).status == 200

    def reconnect(self) -> None:
        """At the next request."""
        for endpoint in (self.emulator, self.amazon):
            endpoint.close()

    def empty(self, *names: str) -> None:
        for endpoint in (self.emulator, self.amazon):
            for name in names:
                for item in [*endpoint.scanned({"TableName": name})]:
                    key = {"pk": item["pk"], "sk": item["sk"]}
                    endpoint.ask("DeleteItem", {"TableName": name, "Key": key})

    def difference(self, operation: str, request: Json) -> str | None:
        """A line if they answer it differently."""
        ours, theirs = (one.ask(operation, request) for one in (self.emulator, self.amazon))
        if ours.decided == theirs.decided:
            return None
        return f"{operation} {shortened(request)}\n  emulator: {ours}\n  DynamoDB: {theirs}"


def tables(assembly: Path) -> Iterator[Json]:
    """What creates each table of the templates."""
    for template in sorted(assembly.glob("*.template.json")):
        for resource in json.loads(template.read_text())["Resources"].values():
            if resource["Type"] == "AWS::DynamoDB::Table":
                told = resource["Properties"]
                yield {name: told[name] for name in TOLD if name in told}
