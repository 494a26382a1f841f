"""Preferences that change between the read and the write of a change."""

from functools import partial

import pytest

from splashmy.core.records import ConditionFailed
from splashmy.styles import counters, preferences
from tests.factories.styles import a_style
from tests.meanwhile import before
from tests.users import Accounts


def test_what_was_changed_meanwhile_is_not_taken_off_twice(accounts: Accounts) -> None:
    ana, style = accounts["ana"], a_style()
    preferences.save(ana.id, style.id, {"is_favorite": True})
    known = preferences.of_style(ana.id, style.id)
    preferences.save(ana.id, style.id, {"is_favorite": False})

    assert known
    with pytest.raises(ConditionFailed):
        preferences.withdraw(known)

    assert counters.totals(style.id).favorite_count == 0
    assert preferences.of_style(ana.id, style.id)


def test_a_favorite_that_is_set_twice_at_once_is_counted_once(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = partial(preferences.save, accounts["ana"].id, a_style().id, {"is_favorite": True})
    before(monkeypatch, preferences, "transact", mark)

    preference = mark()

    assert counters.totals(preference.style_id).favorite_count == 1
