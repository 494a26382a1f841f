"""How popular a style is: 0 to 100, from fair ratings and recent use.

    score = 60 * (fair_rating - 1) / 4  +  40 * heat / (heat + 20)

`fair_rating` is the Bayesian average: ten imagined ratings of 3.5 stand beside the real ones, so
that one vote of 5 comes to 3.64 and does not top a hundred of 4.5 (4.41). `heat` counts each use
as 1 and each favourite as 3, and halves every 7 days.
"""

from contextlib import suppress
from datetime import datetime

from pynamodb.expressions.update import Action

from splashmy.core.clock import now
from splashmy.core.records import ConditionFailed
from splashmy.core.sweeps import each
from splashmy.styles import catalogue
from splashmy.styles.catalogue import Listed
from splashmy.styles.counters import Totals
from splashmy.styles.records import Style

PRIOR_RATINGS, PRIOR_MEAN = 10, 3.5
FAVORITE_WEIGHT = 3
HALF_LIFE = 7 * 24 * 3600  # seconds
HALF_HEAT = 20


def fair_rating(totals: Totals) -> float:
    imagined = PRIOR_RATINGS * PRIOR_MEAN
    return (imagined + totals.rating_sum) / (PRIOR_RATINGS + totals.total_ratings)


def score(totals: Totals, heat: float) -> float:
    liked = (fair_rating(totals) - 1) / 4
    used = heat / (heat + HALF_HEAT)
    return round(60 * liked + 40 * used, 2)


def heat_of(listed: Listed, at: datetime) -> float:
    """What was hot has cooled since; what was used since then is new."""
    style = listed.style
    passed = (at - style.heat_at).total_seconds()
    cooled = style.heat * 0.5 ** (passed / HALF_LIFE)
    return float(max(0, cooled + _total(listed.totals) - style.heat_total))


def recompute() -> int:
    """Renew the score of every style and say of how many it was; safe to repeat."""
    at = now()
    return each("popularity", catalogue.read().styles.values(), lambda one: _renew(one, at))


def _renew(listed: Listed, at: datetime) -> None:
    """A run that overlaps another one leaves what the other has renewed."""
    style, heat = listed.style, heat_of(listed, at)
    renewed: list[Action] = [
        Style.popularity_score.set(score(listed.totals, heat)),
        Style.heat.set(heat),
        Style.heat_total.set(_total(listed.totals)),
        Style.heat_at.set(at),
    ]
    with suppress(ConditionFailed):
        Style(*Style.key(style.id)).update(renewed, Style.heat_at == style.heat_at)


def _total(totals: Totals) -> int:
    return totals.usage_count + FAVORITE_WEIGHT * totals.favorite_count
