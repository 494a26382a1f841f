import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from ministack.services import dynamodb

Values = dict[str, dict[str, Any]]

TYPES = {"S", "SS", "N", "NS", "B", "BS", "BOOL", "NULL", "L", "M"}
WITH_AN_ORDER = {"S", "N", "B"}
MOST_OPERANDS, MOST_OPERATORS = 100, 300
KEPT = 1000  # expressions

_PATH = r"(?<![:#\w.\]])([#\w]+(?:\.[#\w]+|\[\d+\])*)"
_TYPE = re.compile(r"attribute_type\s*\([^,]+,\s*(:\w+)\s*\)", re.IGNORECASE)
_BETWEEN = re.compile(r"\bBETWEEN\s+(:\w+)\s+AND\s+(:\w+)", re.IGNORECASE)
_ORDER = re.compile(r"(:\w+)\s*(?:<=?|>=?)(?!>)|(?:<=|>=|<(?!>)|(?<!<)>)\s*(:\w+)")
_ITSELF = re.compile(rf"{_PATH}\s*(?:=|<>|<=?|>=?)\s*\1(?![\w.\[]|\s*\()")
_IN = re.compile(r"\bIN\s*\(([^()]*)\)", re.IGNORECASE)
_OPERATORS = re.compile(
    r"<>|<=|>=|[=<>]|(?<![:#\w.])(?:(?:AND|OR|NOT|BETWEEN|IN)\b|\w+\s*\()", re.IGNORECASE
)


def close() -> None:
    """Conditions that DynamoDB refuses whatever the item is, and three that it decides otherwise.

    The emulator takes them, and lets the condition fail or hold. It also reads an expression again
    for each item of a query, which is much of what a query takes.
    """
    for reads in ("_tokenize", "_condition_syntax_error"):
        setattr(dynamodb, reads, lru_cache(KEPT)(getattr(dynamodb, reads)))
    evaluate = dynamodb._evaluate_condition

    def evaluate_if_valid(
        expression: str, item: Any, values: Values, names: Any, slot: str = "ConditionExpression"
    ) -> Any:
        for fault in _faults(expression or "", values or {}):
            raise ValueError(f"Invalid {slot}: {fault}")
        return evaluate(expression, item, canonical(values or {}), names, slot)

    dynamodb._evaluate_condition = evaluate_if_valid
    dynamodb._ExprEval._fn_begins_with = _of_another_type_does_not_begin(
        dynamodb._ExprEval._fn_begins_with
    )
    dynamodb._ExprEval._fn_size = _of_a_value_too(dynamodb._ExprEval._fn_size)


def canonical(values: Any) -> Any:
    """With numbers written as DynamoDB writes them, so that equal ones are equal texts."""
    if isinstance(values, list):
        return [canonical(one) for one in values]
    if not isinstance(values, dict):
        return values
    if isinstance(number := values.get("N"), str):
        return {"N": dynamodb._ddb_canonicalize_number(number) or number}
    if isinstance(numbers := values.get("NS"), list):
        return {"NS": [dynamodb._ddb_canonicalize_number(one) or one for one in numbers]}
    return {name: canonical(one) for name, one in values.items()}


class Read(NamedTuple):
    """What an expression asks of its values, by their names, and what is wrong with it anyway."""

    types: list[str]
    bounds: list[tuple[str, str]]
    ordered: list[str]
    faults: list[str]


@lru_cache(KEPT)
def _read(expression: str) -> Read:
    faults = []
    if _ITSELF.search(expression):
        faults.append(
            "The first operand must be distinct from the remaining operands for this operator"
        )
    if any(found.count(",") >= MOST_OPERANDS for found in _IN.findall(expression)):
        faults.append("The IN operator is provided with too many operands")
    if len(_OPERATORS.findall(expression)) > MOST_OPERATORS:
        faults.append("The expression contains too many operators")
    ordered = ["".join(found) for found in _ORDER.findall(expression)]
    return Read(_TYPE.findall(expression), _BETWEEN.findall(expression), ordered, faults)


def _faults(expression: str, values: Values) -> Iterator[str]:
    def type_of(name: str) -> str:
        return next(iter(values.get(name) or {"S": ""}))

    read = _read(expression)
    for name in read.types:
        if (kind := values.get(name, {}).get("S")) not in TYPES:
            yield f"Invalid attribute type name found; type: {kind}"
    for low, high in read.bounds:
        if type_of(low) != type_of(high):
            yield "The BETWEEN operator requires same data type for lower and upper bounds"
    for name in read.ordered:
        if (kind := type_of(name)) not in WITH_AN_ORDER:
            yield f"Incorrect operand type for operator or function; operand type: {kind}"
    yield from read.faults


def _of_another_type_does_not_begin(begins_with: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """What is stored may be of another type than what is asked for; then it does not begin so."""

    def begins(evaluation: Any) -> Any:
        try:
            return begins_with(evaluation)
        except ValueError as error:
            if str(error).endswith(("operand type: S", "operand type: B")):
                return False
            raise

    return begins


def _of_a_value_too(size: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def size_of(evaluation: Any) -> Any:
        if evaluation.peek(2)[0] != "VALUE_REF":
            return size(evaluation)
        evaluation.advance()
        evaluation.expect("LPAREN")
        value = evaluation._operand()
        evaluation.expect("RPAREN")
        return {"N": str(dynamodb._ddb_size(value))}

    return size_of
