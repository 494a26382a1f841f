from datetime import timedelta

from functions.styles.rate_style.handler import handler as rate_style
from local.stack import Stack
from splashmy.core.clock import now
from splashmy.styles import catalogue as styles
from splashmy.styles.records import Style
from tests.client import Client
from tests.users import Accounts

FUNCTION = "splashmy-local-styles-update_popularity"


def test_a_good_rating_makes_a_style_more_popular(
    stack: Stack, client: Client, accounts: Accounts, catalogue: None
) -> None:
    stack.invoke(FUNCTION)
    style = styles.read().offered[0].style
    style.update([Style.heat_at.set(now() - timedelta(minutes=30))])
    rated = client.call(rate_style, caller=accounts.new(), style_id=style.id, body={"rating": 5})
    assert rated.status == 200, rated.body
    before = style.popularity_score

    outcome = stack.invoke(FUNCTION)

    style.refresh(consistent_read=True)
    assert style.popularity_score > before
    assert outcome == {"styles": len(styles.read().styles)}


def test_a_style_that_breaks_keeps_no_other_waiting(
    stack: Stack, client: Client, catalogue: None
) -> None:
    broken, style = (one.style for one in list(styles.read().styles.values())[:2])
    at = now() - timedelta(minutes=30)
    Style(broken.pk, broken.sk).update([Style.heat_at.remove()])
    style.update([Style.heat_at.set(at)])

    outcome = stack.invoke(FUNCTION)

    broken.update([Style.heat_at.set(broken.heat_at)])
    style.refresh(consistent_read=True)
    assert style.heat_at > at
    assert outcome == {"styles": len(styles.read().styles) - 1}
