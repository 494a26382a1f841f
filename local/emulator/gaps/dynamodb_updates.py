from collections import Counter
from collections.abc import Iterator
from decimal import localcontext
from itertools import combinations
from typing import Any

from ministack.services import dynamodb

from local.emulator.gaps.dynamodb_conditions import canonical

Token = tuple[str, str]
Path = tuple[str | int, ...]
Part = tuple[str, list[Token]]  # a clause, and one of what it changes
Item = dict[str, Any]

CLAUSES = ("SET", "REMOVE", "ADD", "DELETE")
NO_SUCH_PATH = "The document path provided in the update expression is invalid for update"
WRONG_TYPE = "An operand in the update expression has an incorrect data type"
ENOUGH = 300  # digits: between the largest and the smallest number there are 256 places


def close() -> None:
    """Updates that DynamoDB refuses, which the emulator carries out in some way, and lists.

    Several elements of a list are removed, or appended, as they were numbered before the update.
    Sums have 38 digits; the emulator's have 28.
    """
    apply, update = dynamodb._apply_update_expression, dynamodb._update_item
    check = dynamodb._transact_write_action_error

    def apply_if_valid(
        item: Item, expression: str, values: Item, names: Any, updated: Any = None
    ) -> Any:
        parts, values = _parts(expression), canonical(values or {})
        for fault in (*_faults(parts, values, names or {}), *_misfits(parts, item, values, names)):
            raise ValueError(fault)
        with localcontext(prec=ENOUGH):
            changed, paths = apply(item, _in_order(parts, names or {}), values, names, updated)
        for path in paths:
            _require_a_number(dynamodb._get_at_path(changed, path))
        return canonical(changed), paths

    def update_if_valid(request: Item) -> Any:
        return _refused(request) or update(request)

    def check_if_valid(kind: str, act: Any) -> Any:
        return check(kind, act) or (_refused(act) if kind == "Update" else None)

    dynamodb._apply_update_expression = apply_if_valid
    dynamodb._update_item = update_if_valid
    dynamodb._transact_write_action_error = check_if_valid


def _refused(act: Item) -> Any:
    """Before the item is looked at."""
    parts = _parts(act.get("UpdateExpression") or "")
    values, names = act.get("ExpressionAttributeValues"), act.get("ExpressionAttributeNames")
    for fault in _faults(parts, values or {}, names or {}):
        return dynamodb.error_response_json("ValidationException", fault, 400)
    return None


def _parts(expression: str) -> list[Part]:
    """A clause that comes twice has its name with a star the second time."""
    clauses: list[Part] = []
    for token in dynamodb._tokenize(expression):
        if token[0] == "IDENT" and token[1].upper() in CLAUSES:
            clauses.append((token[1].upper(), []))
        elif token[0] != "EOF" and clauses:
            clauses[-1][1].append(token)
    seen = Counter[str]()
    found: list[Part] = []
    for clause, tokens in clauses:
        seen[clause] += 1
        name = clause + "*" * (seen[clause] - 1)
        found += [(name, part) for part in dynamodb._split_by_comma(tokens)]
    return found


def _split(part: list[Token]) -> tuple[list[Token], list[Token]]:
    """What is changed, and to what."""
    for at, (kind, _) in enumerate(part):
        if kind in ("EQ", "VALUE_REF"):
            return part[:at], part[at + (kind == "EQ") :]
    return part, []


def _path(tokens: list[Token], names: Any) -> Path:
    return tuple(dynamodb._parse_path_from_tokens(tokens, names))


def _faults(parts: list[Part], values: Item, names: Any) -> Iterator[str]:
    """What is wrong with an expression whatever the item is."""
    if twice := next((clause for clause, _ in parts if clause.endswith("*")), None):
        yield _invalid(f'The "{twice[:-1]}" section can only be used once in an update expression;')
    tokens = [token for _, part in parts for token in part]
    if reserved := dynamodb._check_reserved_keyword_usage(tokens):
        yield reserved
    paths = [_path(_split(part)[0], names) for _, part in parts]
    for one, other in combinations(paths, 2):
        if one[: len(other)] == other[: len(one)]:
            yield _invalid("Two document paths overlap with each other;")
    for clause, part in parts:
        if clause == "SET":
            yield from _faults_of(_split(part)[1], values)


def _faults_of(operand: list[Token], values: Item) -> Iterator[str]:
    """Of what an attribute is set to."""
    sides = _sides(operand)
    if len(sides) > 2:
        yield _invalid("Syntax error;")
    for side in sides:
        name, arguments = _call(side)
        if name == "if_not_exists" and [kind for kind, _ in arguments[0]] == ["VALUE_REF"]:
            yield _invalid("Operator or function requires a document path;")
        if len(sides) == 2 and _is_of_another_type(side, values, "N"):
            yield _invalid("Incorrect operand type for operator or function; operator: +")
        others = [one for one in arguments if _is_of_another_type(one, values, "L")]
        if name == "list_append" and others:
            yield _invalid("Incorrect operand type for operator or function: list_append")


def _is_of_another_type(tokens: list[Token], values: Item, kind: str) -> bool:
    return tokens[0][0] == "VALUE_REF" and kind not in values.get(tokens[0][1], {kind: None})


def _sides(tokens: list[Token]) -> list[list[Token]]:
    """What is added or subtracted; parentheses around all of it do not count."""
    while tokens and tokens[0][0] == "LPAREN":
        if dynamodb._find_matching_paren(tokens, 0) != len(tokens) - 1:
            break
        tokens = tokens[1:-1]
    sides: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token[0] == "LPAREN") - (token[0] == "RPAREN")
        if depth == 0 and token[0] in ("PLUS", "MINUS"):
            sides.append([])
        else:
            sides[-1].append(token)
    return [side for side in sides if side]


def _call(tokens: list[Token]) -> tuple[str, list[list[Token]]]:
    """A function's name and its arguments; no name if it is none."""
    if len(tokens) < 4 or tokens[0][0] != "IDENT" or tokens[1][0] != "LPAREN":
        return "", []
    end = dynamodb._find_matching_paren(tokens, 1)
    arguments = dynamodb._split_by_comma(tokens[2:end])
    return (tokens[0][1].lower(), arguments) if arguments else ("", [])


def _misfits(parts: list[Part], item: Item, values: Item, names: Any) -> Iterator[str]:
    """What is wrong with an expression for this item."""
    for clause, part in parts:
        changed, operand = _split(part)
        path = _path(changed, names or {})
        if len(path) > 1 and not _holds(item, path):
            yield NO_SUCH_PATH
        if clause == "SET":
            yield from _misfits_of(operand, item, values, names or {})


def _holds(item: Item, path: Path) -> bool:
    """Whether there is a list for an index, or a map for a name, at the end of the path."""
    within = dynamodb._get_at_path(item, list(path[:-1])) or {}
    return ("L" if isinstance(path[-1], int) else "M") in within


def _misfits_of(operand: list[Token], item: Item, values: Item, names: Any) -> Iterator[str]:
    sides = _sides(operand)
    for side in sides:
        name, arguments = _call(side)
        wanted = [(side, "N")] if len(sides) == 2 else []
        if name == "list_append":
            wanted += [(one, "L") for one in arguments]
        for tokens, kind in wanted:
            if kind not in (dynamodb._eval_set_value(tokens, item, values, names) or {}):
                yield WRONG_TYPE


def _in_order(parts: list[Part], names: Any) -> str:
    """The same expression, of which elements are appended in order and removed from the end."""

    def place(part: Part) -> list[tuple[int, str]]:
        path = _path(_split(part[1])[0], names)
        return [(one, "") if isinstance(one, int) else (-1, one) for one in path]

    clauses = []
    for clause in dict.fromkeys(clause for clause, _ in parts):
        own = [part for part in parts if part[0] == clause]
        own.sort(key=place, reverse=clause == "REMOVE")
        changes = ", ".join(" ".join(text for _, text in tokens) for _, tokens in own)
        clauses.append(f"{clause} {changes}")
    return " ".join(clauses)


def _require_a_number(value: Any) -> None:
    number = value.get("N") if isinstance(value, dict) else None
    if number and (fault := dynamodb._number_error(number)):
        raise ValueError(fault)


def _invalid(fault: str) -> str:
    return f"Invalid UpdateExpression: {fault}"
