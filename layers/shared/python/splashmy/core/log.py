"""The one logger. Requests' bodies, tokens and query strings never reach it.

Every line has a `correlation_id`, the id of the request that all of it began with.
"""

from aws_lambda_powertools import Logger

logger = Logger(service="splashmy")


def begin(correlation_id: str, **keys: str) -> None:
    """Start an invocation: the keys of the one before it are gone."""
    logger.clear_state()
    logger.append_keys(correlation_id=correlation_id, **keys)


def follow(correlated: str | None, **keys: str | None) -> None:
    """Go on under another correlation id, if it is known; a key of None is left out from now on."""
    logger.append_keys(correlation_id=correlated or correlation_id(), **keys)


def correlation_id() -> str | None:
    return logger.get_correlation_id()
