"""What DynamoDB is asked seldom or never by the product, and what it should refuse.

Each case is calls on items of its own, one after the other; of each the answers are compared.
"""

from tests.prove.dynamodb.cases.calls import OTHER, TABLE, Call
from tests.prove.dynamodb.cases.conditions import CONDITIONS
from tests.prove.dynamodb.cases.items import ITEMS
from tests.prove.dynamodb.cases.lists import LISTS
from tests.prove.dynamodb.cases.transactions import TRANSACTIONS
from tests.prove.dynamodb.cases.updates import UPDATES

__all__ = ["CASES", "OTHER", "TABLE"]

CASES: dict[str, list[Call]] = {
    f"{kind}: {name}": calls
    for kind, cases in (
        ("condition", CONDITIONS),
        ("update", UPDATES),
        ("item", ITEMS),
        ("transaction", TRANSACTIONS),
        ("list", LISTS),
    )
    for name, calls in cases.items()
}
