"""The secret by which the API knows what comes through the studio's distribution.

`tools/edge_secret` makes the parameter. CloudFormation reads it into the header that CloudFront
adds, the firewall's rules and the functions that ask where a caller is.
"""


def parameter(environment: str) -> str:
    return f"splashmy-{environment}-edge-secret"


def reference(environment: str) -> str:
    """What CloudFormation puts the value in for, so that no template holds it."""
    return f"{{{{resolve:ssm:{parameter(environment)}}}}}"
