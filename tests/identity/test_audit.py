"""What an administrator did is concluded once, whichever attempt comes last; nothing is sent."""

from typing import Any

import pytest

from splashmy.identity.audit import AuditEntry, conclude


def test_a_conclusion_is_written_where_there_is_none_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    conditions: list[Any] = []
    monkeypatch.setattr(
        AuditEntry, "update", lambda _, __, condition=None: conditions.append(condition)
    )

    conclude(AuditEntry("AUDIT", "ENTRY#1"), 201)

    assert [str(one) for one in conditions] == ["attribute_not_exists (status)"]
