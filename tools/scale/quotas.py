"""What AWS gives an account in us-east-1 before anybody asks for more, each with its page.

Regions differ, mostly downward, and new accounts begin with less: Service Quotas in the console
shows what an account really has.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

AS_OF = date(2026, 11, 26)
REGION = "us-east-1"

RaisedBy = Literal["asking AWS", "a setting", "code", "asking the provider"]

_DOCS = "https://docs.aws.amazon.com"


@dataclass(frozen=True)
class Quota:
    """`most` of `unit`, at any moment or in a second as the unit says; `code` is its name in
    Service Quotas, where it has one.
    """

    most: float
    unit: str
    raised_by: RaisedBy
    source: str
    code: str = ""


REQUESTS = Quota(
    10_000,
    "requests/s of an account's APIs",
    "asking AWS",
    f"{_DOCS}/apigateway/latest/developerguide/limits.html",
    "L-8A5B8E43",
)
EDGE_REQUESTS = Quota(
    250_000,
    "requests/s of a distribution",
    "asking AWS",
    f"{_DOCS}/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html",
)
CONCURRENCY = Quota(
    1_000,
    "functions running at a time",
    "asking AWS",
    f"{_DOCS}/lambda/latest/dg/gettingstarted-limits.html",
    "L-B99A9384",
)
STARTS = Quota(
    300,
    "executions started/s",
    "asking AWS",
    f"{_DOCS}/step-functions/latest/dg/service-quotas.html",
    "L-1B55A735",
)
TRANSITIONS = Quota(5_000, "state transitions/s", "asking AWS", STARTS.source, "L-137B3F65")
OPEN_EXECUTIONS = Quota(1_000_000, "open executions", "asking AWS", STARTS.source, "L-B8A5B662")
TASK_ANSWERS = Quota(500, "SendTaskSuccess/s", "asking AWS", STARTS.source)
TABLE_READS = Quota(
    40_000,
    "read units/s of a table",
    "asking AWS",
    f"{_DOCS}/amazondynamodb/latest/developerguide/ServiceQuotas.html",
)
TABLE_WRITES = Quota(40_000, "write units/s of a table", "asking AWS", TABLE_READS.source)
PARTITION_READS = Quota(
    3_000,
    "read units/s of a partition",
    "code",
    f"{_DOCS}/amazondynamodb/latest/developerguide/bp-partition-key-design.html",
)
PARTITION_WRITES = Quota(1_000, "write units/s of a partition", "code", PARTITION_READS.source)
ITEM_TRANSACTIONS = Quota(
    30,
    "transactions/s on an item, assumed",
    "code",
    f"{_DOCS}/amazondynamodb/latest/developerguide/transaction-apis.html",
)
PICTURES_MODERATED = Quota(
    50,
    "DetectModerationLabels/s",
    "asking AWS",
    f"{_DOCS}/general/latest/gr/rekognition.html",
    "L-7F4D1AC4",
)
PICTURES_LABELLED = Quota(
    50, "DetectLabels/s", "asking AWS", PICTURES_MODERATED.source, "L-E29B542B"
)
EVENTS = Quota(
    10_000, "PutEvents/s", "asking AWS", f"{_DOCS}/eventbridge/latest/userguide/eb-quota.html"
)
MESSAGES = Quota(
    120_000,
    "messages in flight of a queue",
    "asking AWS",
    f"{_DOCS}/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html",
)
PARAMETERS = Quota(
    40,
    "GetParameter/s",
    "asking AWS",  # for "higher throughput", in Parameter Store's own settings
    f"{_DOCS}/systems-manager/latest/userguide/parameter-store-throughput.html",
)
