"""The one logger. Requests' bodies, tokens and query strings never reach it."""

from aws_lambda_powertools import Logger

logger = Logger(service="splashmy")
