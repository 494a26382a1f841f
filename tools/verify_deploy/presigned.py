"""Whether a browser reaches S3 by the addresses that it is given: no redirect, and CORS headers."""

from urllib.parse import urlsplit

from tools.verify_deploy.answers import Answer, Check, ask


def upload(name: str, url: str, origin: str) -> Check:
    """The browser asks first whether it may post there."""
    asking = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    return _check(name, url, ask(url, headers=asking, method="OPTIONS"))


def download(name: str, url: str, origin: str) -> Check:
    return _check(name, url, ask(url, headers={"Origin": origin}))


def _check(name: str, url: str, answer: Answer) -> Check:
    host = urlsplit(url).hostname or ""
    if host.endswith(".s3.amazonaws.com"):
        return Check(name, f"{host} names no region; S3 sends browsers away from it")
    if answer.status not in (200, 204):
        return Check(name, f"{host} answered {answer.status or answer.body.decode()}")
    allows = "access-control-allow-origin" in answer.headers
    return Check(name, "" if allows else f"{host} lets no page of ours read it")
