from datetime import date

from local.stack import Stack
from splashmy.provider import retirement

FUNCTION = "splashmy-local-processing-check_model_retirement"


def test_a_model_without_an_announced_end_has_no_days_left(stack: Stack) -> None:
    outcome = stack.invoke(FUNCTION)

    assert outcome == {"model": "gpt-image-2.5-flare", "days_left": None}


def test_the_days_until_an_announced_end_are_counted(stack: Stack) -> None:
    left = retirement.check("gpt-image-1-mini", date(2026, 11, 1))

    assert left == 30
