"""Templates that somebody else deletes or uses while they are changed."""

import pytest

from splashmy.core.records import ConditionFailed
from splashmy.identity.caller import SignedIn
from splashmy.templates import editing, rules
from splashmy.templates.records import PUBLIC, Template, TemplateCount, TemplateNotFound
from tests.factories.templates import a_template
from tests.users import Accounts


def test_a_template_is_deleted_and_counted_once(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = accounts.new()
    template = a_template(ana)
    caller = SignedIn(ana.id, ana.username, session="", groups=frozenset(), user=None)
    editing.remove(caller, template.id)
    monkeypatch.setattr(editing, "_own", lambda *_: template)  # read before that

    with pytest.raises(TemplateNotFound):
        editing.remove(caller, template.id)

    assert TemplateCount.get(template.pk, "TEMPLATES").length == 0


def test_a_template_that_was_deleted_is_not_changed(accounts: Accounts) -> None:
    template = a_template(accounts.new())
    Template(template.pk, template.sk).delete()

    with pytest.raises(ConditionFailed):
        editing._update(template, {"name": "Drawn"})

    assert rules.find(template.pk, template.id) is None


def test_no_use_of_a_template_is_lost_while_it_is_published(accounts: Accounts) -> None:
    template = a_template(accounts.new())
    Template(template.pk, template.sk).update([Template.usage_count.add(1)])

    with pytest.raises(ConditionFailed):
        editing._move(template, PUBLIC, {"is_public": True})

    kept = rules.find(template.pk, template.id)
    assert kept
    assert (kept.usage_count, rules.find(PUBLIC, template.id)) == (1, None)
