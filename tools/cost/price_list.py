"""What AWS lists in us-east-1, in USD: the first tier, no free tier, no discount.

Put together on the date below from public copies of the sources, not by AWS's price API. Prices
differ between regions and change: look at the sources before you rely on a sum.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

AS_OF = date(2026, 11, 23)
REGION = "us-east-1"

_AWS = "https://aws.amazon.com"


@dataclass(frozen=True)
class Price:
    """`usd` for `per` of the unit."""

    usd: str
    per: int
    unit: str
    source: str

    @property
    def each(self) -> Decimal:
        return Decimal(self.usd) / self.per


MILLION = 1_000_000

API_REQUEST = Price("3.50", MILLION, "REST API requests", f"{_AWS}/api-gateway/pricing/")
FUNCTION_REQUEST = Price("0.20", MILLION, "Lambda invocations", f"{_AWS}/lambda/pricing/")
GB_SECOND = Price("13.3334", MILLION, "Lambda GB-seconds on arm64", f"{_AWS}/lambda/pricing/")
READ_UNIT = Price(
    "0.125", MILLION, "DynamoDB read units, on demand", f"{_AWS}/dynamodb/pricing/on-demand/"
)
WRITE_UNIT = Price(
    "0.625", MILLION, "DynamoDB write units, on demand", f"{_AWS}/dynamodb/pricing/on-demand/"
)
TABLE_GB = Price("0.25", 1, "GB-months of tables", f"{_AWS}/dynamodb/pricing/on-demand/")
RECOVERY_GB = Price(
    "0.20", 1, "GB-months of point-in-time recovery", f"{_AWS}/dynamodb/pricing/on-demand/"
)
TRANSITION = Price("0.025", 1000, "state transitions, Standard", f"{_AWS}/step-functions/pricing/")
QUEUE_REQUEST = Price("0.40", MILLION, "SQS requests, standard", f"{_AWS}/sqs/pricing/")
FAIR_REQUEST = Price("0.10", MILLION, "SQS requests more, of a fair queue", f"{_AWS}/sqs/pricing/")
S3_PUT = Price("0.005", 1000, "S3 PUT and LIST requests", f"{_AWS}/s3/pricing/")
S3_GET = Price("0.0004", 1000, "S3 GET requests", f"{_AWS}/s3/pricing/")
S3_GB = Price("0.023", 1, "GB-months in S3 Standard", f"{_AWS}/s3/pricing/")
PICTURE_CLASSIFIED = Price("0.001", 1, "Rekognition image calls", f"{_AWS}/rekognition/pricing/")
EVENT = Price("1.00", MILLION, "EventBridge events of one's own", f"{_AWS}/eventbridge/pricing/")
TRACE = Price("5.00", MILLION, "X-Ray traces recorded", f"{_AWS}/xray/pricing/")
LOG_GB = Price("0.50", 1, "GB of logs taken in", f"{_AWS}/cloudwatch/pricing/")
METRIC = Price("0.30", 1, "custom metrics a month", f"{_AWS}/cloudwatch/pricing/")
ALARM = Price("0.10", 1, "alarm metrics a month", f"{_AWS}/cloudwatch/pricing/")
DASHBOARD = Price("3.00", 1, "dashboards a month", f"{_AWS}/cloudwatch/pricing/")
SECRET = Price("0.40", 1, "secrets a month", f"{_AWS}/secrets-manager/pricing/")
FIREWALL = Price("5.00", 1, "web ACLs a month", f"{_AWS}/waf/pricing/")
FIREWALL_RULE = Price("1.00", 1, "WAF rules a month", f"{_AWS}/waf/pricing/")
FIREWALL_REQUEST = Price("0.60", MILLION, "requests seen by WAF", f"{_AWS}/waf/pricing/")
GB_OUT = Price("0.09", 1, "GB sent to the internet", f"{_AWS}/ec2/pricing/on-demand/")
EDGE_REQUEST = Price("0.01", 10_000, "HTTPS requests to CloudFront", f"{_AWS}/cloudfront/pricing/")
EDGE_FUNCTION = Price(
    "0.10", MILLION, "runs of a CloudFront Function", f"{_AWS}/cloudfront/pricing/"
)
EDGE_GB_OUT = Price("0.085", 1, "GB sent by CloudFront", f"{_AWS}/cloudfront/pricing/")
KEY = Price("1.00", 1, "KMS keys a month", f"{_AWS}/kms/pricing/")

PRICES = tuple(one for one in list(globals().values()) if isinstance(one, Price))
