"""Whether the studio's address serves the API, and keeps of it what anybody may see."""

from collections.abc import Iterator

from splashmy.web.headers import SHARED
from splashmy_client.addresses import api_root
from tools.verify_deploy.answers import Answer, Check, ask, is_error

TIMES = 5  # one edge location has several caches


def api(studio: str, token: str) -> Iterator[Check]:
    """`token` is an access token of the account that is signed in."""
    root = api_root(studio)
    styles = f"{root}/styles/"
    yield kept([ask(styles) for _ in range(TIMES)])
    yield own(ask(styles, headers={"Authorization": f"Bearer {token}"}))
    unknown, unsigned = ask(f"{root}/nothing-here/"), ask(f"{root}/auth/profile/")
    yield is_error("an unknown path at the studio's address", unknown, 404, "not_found")
    yield is_error("no token at the studio's address", unsigned, 401, "unauthorized")


def kept(answers: list[Answer]) -> Check:
    """What nobody in particular was answered, asked for again and again."""
    name = "CloudFront keeps the styles for who is not signed in"
    if failed := next((one for one in answers if one.status != 200), None):
        return Check(name, str(failed))
    if (caching := answers[0].headers.get("cache-control")) != SHARED:
        return Check(name, f"they say {caching}")
    return Check(name, "" if any(map(_from_a_cache, answers)) else "it never did")


def own(answer: Answer) -> Check:
    name = "CloudFront keeps no answer to who is signed in"
    if answer.status != 200:
        return Check(name, str(answer))
    caching = answer.headers.get("cache-control", "")
    is_private = "private" in caching or "no-store" in caching
    return Check(name, "" if is_private and not _from_a_cache(answer) else f"it says {caching}")


def _from_a_cache(answer: Answer) -> bool:
    """`Hit from cloudfront`, or `RefreshHit` of one that was asked about again."""
    return "hit" in answer.headers.get("x-cache", "").lower()
