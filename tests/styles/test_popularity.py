"""Popularity: fair ratings, recent use, and no crown for a single vote."""

from datetime import timedelta

from local.stack import Stack
from splashmy.core import transactions
from splashmy.core.clock import now
from splashmy.styles import popularity, ratings, usage
from splashmy.styles.catalogue import read
from splashmy.styles.counters import Totals
from splashmy.styles.records import Style
from tests.factories.styles import a_style
from tests.users import Accounts


def test_a_single_five_does_not_top_a_hundred_good_ratings() -> None:
    lonely = Totals(rating_sum=5, total_ratings=1)
    proven = Totals(rating_sum=450, total_ratings=100)

    assert popularity.score(lonely, heat=0) < popularity.score(proven, heat=0)


def test_what_was_used_cools_by_half_in_a_week(stack: Stack, accounts: Accounts) -> None:
    style = a_style()
    transactions.transact(lambda write: usage.count(write, accounts["ana"].id, style.id))
    popularity.recompute()
    listed = read(consistent=True).styles[style.id]

    in_a_week = popularity.heat_of(listed, listed.style.heat_at + timedelta(days=7))

    assert (round(listed.style.heat, 3), round(in_a_week, 3)) == (1, 0.5)


def test_recomputing_twice_counts_nothing_twice(stack: Stack, accounts: Accounts) -> None:
    style = a_style(created_at=now(), heat_at=now())
    ratings.rate(accounts["ana"].id, style.id, rating=5, comment="")
    transactions.transact(lambda write: usage.count(write, accounts["ana"].id, style.id))
    popularity.recompute()
    first = Style.get(*Style.key(style.id)).popularity_score

    popularity.recompute()

    assert abs(Style.get(*Style.key(style.id)).popularity_score - first) < 0.1
