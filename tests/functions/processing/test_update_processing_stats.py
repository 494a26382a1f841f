from datetime import timedelta

from functions.styles.rate_style.handler import handler as rate_style
from local.stack import Stack
from splashmy.core.clock import now
from splashmy.jobs import outcomes
from splashmy.styles import catalogue as styles
from splashmy.styles.records import Style
from tests.client import Client
from tests.factories.jobs import a_job
from tests.users import Accounts

FUNCTION = "splashmy-local-processing-update_processing_stats"


def test_the_totals_grow_with_what_ended(stack: Stack, accounts: Accounts) -> None:
    before = stack.invoke(FUNCTION)["totals"]
    outcomes.cancel(a_job(accounts.new()))

    after = stack.invoke(FUNCTION)["totals"]

    assert after["cancelled"] == before["cancelled"] + 1
    assert after["completed"] >= before["completed"]


def test_a_good_rating_makes_a_style_more_popular(
    stack: Stack, client: Client, catalogue: None
) -> None:
    stack.invoke(FUNCTION)
    style = next(one.style for one in styles.read().styles.values())
    style.update([Style.heat_at.set(now() - timedelta(minutes=30))])
    client.call(rate_style, caller="ana", style_id=style.id, body={"rating": 5})
    before = style.popularity_score

    outcome = stack.invoke(FUNCTION)

    style.refresh(consistent_read=True)
    assert style.popularity_score > before
    assert outcome["styles"] == len(styles.read().styles)
