"""What an environment costs by being there, and an operation by what it uses, in USD."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from splashmy.core import metrics
from splashmy.core.metrics import Metric
from splashmy.core.settings import Settings
from tools.cost import price_list

# Assumed: neither the templates nor a measure on one machine can say it.
GENERATOR = "processing-generate_image"
PROVIDER_SECONDS = 40  # that generate_image waits for one picture; the stand-in answers at once
HISTORY_EVENT_BYTES = 1000  # of the workflow's log, which the emulator does not write
ACCESS_LINE_BYTES = 500  # of the gateway's access log, likewise
DAYS = 30
# Lambda polls an empty queue with five pollers, each asking every 20 s; so AWS documents.
POLLS = 5 * DAYS * 24 * 3600 // 20
MESSAGE_REQUESTS = 4  # to send, receive, hide and delete it

Resource = dict[str, Any]
Usage = dict[str, Any]
Bill = list[tuple[str, Decimal]]

GB = Decimal(10) ** 9


def resources(stage: Path) -> list[Resource]:
    """Of every stack of an environment; a stack that is no more may have left its template."""
    artifacts = json.loads((stage / "manifest.json").read_text())["artifacts"].values()
    stacks = [one for one in artifacts if one["type"] == "aws:cloudformation:stack"]
    files = [stage / one["properties"]["templateFile"] for one in stacks]
    templates = (json.loads(file.read_text()) for file in files)
    return [
        {**resource, "LogicalId": name}
        for template in templates
        for name, resource in template["Resources"].items()
    ]


def standing(stage: list[Resource]) -> Bill:
    """What is paid for because it is there."""
    alarms = sum(_watched(one) for one in _of(stage, "AWS::CloudWatch::Alarm"))
    acls = _of(stage, "AWS::WAFv2::WebACL")
    rules = sum(len(one["Properties"]["Rules"]) for one in acls)
    counted = (
        ("alarms", alarms, price_list.ALARM),
        ("dashboards", len(_of(stage, "AWS::CloudWatch::Dashboard")), price_list.DASHBOARD),
        ("custom metrics", len(_kept_metrics(stage)), price_list.METRIC),
        ("secrets", len(_of(stage, "AWS::SecretsManager::Secret")), price_list.SECRET),
        ("web ACL", len(acls), price_list.FIREWALL),
        ("rules of the web ACL", rules, price_list.FIREWALL_RULE),
        ("KMS keys", len(_of(stage, "AWS::KMS::Key")), price_list.KEY),
        (
            "polling of queues",
            POLLS * len(_of(stage, "AWS::Lambda::EventSourceMapping")),
            price_list.QUEUE_REQUEST,
        ),
    )
    return [(what, number * price.each) for what, number, price in counted]


def _kept_metrics(stage: list[Resource]) -> list[Metric]:
    """What the functions are told to write; see `splashmy.core.metrics`."""
    functions = _of(stage, "AWS::Lambda::Function")
    told = functions[0]["Properties"]["Environment"]["Variables"] if functions else {}
    kept = told.get("OBSERVABILITY", Settings.observability)
    declared = [*vars(metrics).values(), *metrics.TOTALS.values()]
    of_all = [one for one in declared if isinstance(one, Metric)]
    return [one for one in of_all if kept == "dashboard" or (kept == "alarms" and one.has_alarm)]


def _watched(alarm: Resource) -> int:
    """CloudWatch charges for each metric that an alarm looks at."""
    looked_at = [it for it in alarm["Properties"].get("Metrics", []) if "MetricStat" in it]
    return len(looked_at) or 1


def clock(stage: list[Resource], usage: Usage) -> tuple[str, Decimal]:
    sizes, total = memory(stage), Decimal(0)
    functions = {one["LogicalId"]: _name(one) for one in _of(stage, "AWS::Lambda::Function")}
    for rule in _of(stage, "AWS::Events::Rule"):
        expression = rule["Properties"].get("ScheduleExpression")
        for target in rule["Properties"]["Targets"] if expression else ():
            function = functions[target["Arn"]["Fn::GetAtt"][0]]
            costs = bill(usage["schedules"][function], sizes)
            total += runs(expression) * sum((usd for _, usd in costs), Decimal(0))
    return "schedules", total


def runs(expression: str) -> Decimal:
    """How often a schedule runs in a month: at a rate, or by cron once a day."""
    if not (rate := re.fullmatch(r"rate\((\d+) (minute|hour|day)s?\)", expression)):
        if not re.fullmatch(r"cron\(\d+ \d+ \* \* \? \*\)", expression):
            raise ValueError(f"how often is {expression}?")
        return Decimal(DAYS)
    a_day = {"minute": 24 * 60, "hour": 24, "day": 1}[rate[2]]
    return Decimal(DAYS * a_day) / int(rate[1])


def bill(used: Usage, memory: Mapping[str, int]) -> Bill:
    """One operation by service."""
    requests, calls = used.get("requests", 0), used["calls"]
    puts = sum(calls.get(f"s3:{it}", 0) for it in ("PutObject", "ListBucket", "ListBucketVersions"))
    gets = sum(calls.get(f"s3:{it}", 0) for it in ("GetObject", "GetObjectVersion"))
    ran = used["functions"]
    invocations = sum(one["invocations"] for one in ran.values())
    logged = used["log_bytes"] + ACCESS_LINE_BYTES * requests
    logged += HISTORY_EVENT_BYTES * used.get("history_events", 0)
    at = price_list
    return [
        ("API and WAF", requests * (at.API_REQUEST.each + at.FIREWALL_REQUEST.each)),
        (
            "Lambda",
            invocations * at.FUNCTION_REQUEST.each + _gb_seconds(ran, memory) * at.GB_SECOND.each,
        ),
        ("Step Functions", used.get("transitions", 0) * at.TRANSITION.each),
        ("SQS", _queue_requests(used) * (at.QUEUE_REQUEST.each + at.FAIR_REQUEST.each)),
        (
            "DynamoDB",
            Decimal(used["read_units"]) * at.READ_UNIT.each
            + Decimal(used["write_units"]) * at.WRITE_UNIT.each,
        ),
        ("S3", puts * at.S3_PUT.each + gets * at.S3_GET.each),
        ("Rekognition", used["rekognition"] * at.PICTURE_CLASSIFIED.each),
        (
            "logs, traces, events",
            logged / GB * at.LOG_GB.each
            + requests * at.TRACE.each
            + calls.get("events:PutEvents", 0) * at.EVENT.each,
        ),
        ("sent out", used.get("answer_bytes", 0) / GB * at.GB_OUT.each),
    ]


def at_studio(used: Usage) -> Decimal:
    """What CloudFront charges for one operation at the studio's address, whoever answers it."""
    each = price_list.EDGE_REQUEST.each + price_list.EDGE_FUNCTION.each
    sent = Decimal(used["answer_bytes"]) / GB * price_list.EDGE_GB_OUT.each
    return Decimal(used["requests"]) * each + sent


def _queue_requests(used: Usage) -> int:
    """Of the messages that the generator took."""
    taken = used["functions"].get(GENERATOR, {"invocations": 0})
    return int(taken["invocations"]) * MESSAGE_REQUESTS


def _gb_seconds(ran: Mapping[str, Any], memory: Mapping[str, int]) -> Decimal:
    total = Decimal(0)
    for name, one in ran.items():
        seconds = Decimal(one["milliseconds"]) / 1000
        if name == GENERATOR:
            seconds += PROVIDER_SECONDS
        total += seconds * memory[name] / 1024
    return total


def memory(stage: list[Resource]) -> dict[str, int]:
    functions = _of(stage, "AWS::Lambda::Function")
    if not all(one["Properties"]["Architectures"] == ["arm64"] for one in functions):
        raise ValueError("the price of a GB-second is arm64's")
    return {_name(one): one["Properties"]["MemorySize"] for one in functions}


def _name(function: Resource) -> str:
    """`splashmy-prod-auth-log_in` is auth-log_in."""
    return str(function["Properties"]["FunctionName"]).split("-", 2)[2]


def _of(stage: list[Resource], kind: str) -> list[Resource]:
    return [one for one in stage if one["Type"] == kind]
