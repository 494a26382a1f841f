"""Events that functions failed on for good, and that wait for somebody."""

from splashmy.core.resources import DEAD_LETTERS, client


def waiting() -> dict[str, int]:
    """How many are in each queue, by its name, about; two calls for each."""
    return {name: _waiting(name) for name in DEAD_LETTERS.names}


def _waiting(name: str) -> int:
    sqs = client("sqs")
    url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
    wanted = "ApproximateNumberOfMessages"
    told = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[wanted])["Attributes"]
    return int(told[wanted])
