"""What DynamoDB refuses of an update expression whatever the item is."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from ministack.services import dynamodb

Values = dict[str, Any]
Token = tuple[str, str]
Path = tuple[str | int, ...]
Part = tuple[str, list[Token]]  # a clause, and one of what it changes

CLAUSES = ("SET", "REMOVE", "ADD", "DELETE")
FUNCTIONS = ("if_not_exists", "list_append")

_NAME = r"(?:#\w+|[A-Za-z_]\w*)"
_PATH = re.compile(rf"{_NAME}(?: \. {_NAME}| \[ \d+ \])*")


def parts_of(expression: str) -> list[Part]:
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
        if not tokens or tokens[-1][0] == "COMMA":
            found.append((name, []))  # where something should be
    return found


def split(part: list[Token]) -> tuple[list[Token], list[Token]]:
    """What is changed, and to what."""
    for at, (kind, _) in enumerate(part):
        if kind in ("EQ", "VALUE_REF"):
            return part[:at], part[at + (kind == "EQ") :]
    return part, []


def path_of(tokens: list[Token], names: Any) -> Path:
    return tuple(dynamodb._parse_path_from_tokens(tokens, names))


def faults_of(parts: list[Part], values: Values, names: Any) -> Iterator[str]:
    """What is wrong with an expression whatever the item is."""
    if twice := next((clause for clause, _ in parts if clause.endswith("*")), None):
        yield _invalid(f'The "{twice[:-1]}" section can only be used once in an update expression;')
    if not all(_is_well_formed(*part) for part in parts):
        yield _invalid("Syntax error;")
    tokens = [token for _, part in parts for token in part]
    if reserved := dynamodb._check_reserved_keyword_usage(tokens):
        yield reserved
    paths = [path_of(split(part)[0], names) for _, part in parts]
    for one, other in combinations(paths, 2):
        if one[: len(other)] == other[: len(one)]:
            yield _invalid("Two document paths overlap with each other;")
    for clause, part in parts:
        if clause == "SET":
            yield from _faults_of_operand(split(part)[1], values)


def _is_well_formed(clause: str, part: list[Token]) -> bool:
    if clause.startswith("REMOVE"):
        return _is_path(part)
    changed, operand = split(part)
    if not _is_path(changed):
        return False
    if clause.startswith("SET"):
        sides = sides_of(operand)
        return ("EQ", "=") in part and len(sides) <= 2 and all(map(_is_operand, sides))
    return len(part) == len(changed) + 1 and part[-1][0] == "VALUE_REF"


def _is_path(tokens: list[Token]) -> bool:
    return _PATH.fullmatch(" ".join(text for _, text in tokens)) is not None


def _is_operand(tokens: list[Token]) -> bool:
    """An attribute, a value, or a function of two of them."""
    name, arguments = call_of(tokens)
    if name:
        return name in FUNCTIONS and len(arguments) == 2 and all(map(_is_operand, arguments))
    return [kind for kind, _ in tokens] == ["VALUE_REF"] or _is_path(tokens)


def _faults_of_operand(operand: list[Token], values: Values) -> Iterator[str]:
    """Of what an attribute is set to."""
    sides = sides_of(operand)
    for side in sides:
        name, arguments = call_of(side)
        if name == "if_not_exists" and [kind for kind, _ in arguments[0]] == ["VALUE_REF"]:
            yield _invalid("Operator or function requires a document path;")
        if len(sides) == 2 and _is_of_another_type(side, values, "N"):
            yield _invalid("Incorrect operand type for operator or function; operator: +")
        others = [one for one in arguments if _is_of_another_type(one, values, "L")]
        if name == "list_append" and others:
            yield _invalid("Incorrect operand type for operator or function: list_append")


def _is_of_another_type(tokens: list[Token], values: Values, kind: str) -> bool:
    return tokens[0][0] == "VALUE_REF" and kind not in values.get(tokens[0][1], {kind: None})


def sides_of(tokens: list[Token]) -> list[list[Token]]:
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
    return sides


def call_of(tokens: list[Token]) -> tuple[str, list[list[Token]]]:
    """A function's name and its arguments; no name if it is none."""
    if len(tokens) < 4 or tokens[0][0] != "IDENT" or tokens[1][0] != "LPAREN":
        return "", []
    end = dynamodb._find_matching_paren(tokens, 1)
    arguments = dynamodb._split_by_comma(tokens[2:end])
    return (tokens[0][1].lower(), arguments) if arguments else ("", [])


def _invalid(fault: str) -> str:
    return f"Invalid UpdateExpression: {fault}"
