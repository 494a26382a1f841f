"""The one logger. Requests' bodies, tokens and query strings never reach it.

Every line says which story it is part of: `correlation_id` is the id of the request that began it.
"""

from aws_lambda_powertools import Logger

logger = Logger(service="splashmy")


def begin(correlation_id: str, **keys: str) -> None:
    """Start an invocation: nothing of the one before it is said any more."""
    logger.clear_state()
    logger.append_keys(correlation_id=correlation_id, **keys)


def follow(story: str | None, **keys: str | None) -> None:
    """Go on in another story, if it is known; a key of None is not said any more."""
    logger.append_keys(correlation_id=story or correlation_id(), **keys)


def correlation_id() -> str | None:
    return logger.get_correlation_id()
