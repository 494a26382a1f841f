"""Conditions that hold, fail and are refused."""

from tests.prove.dynamodb.cases.calls import A_LIST, A_SET, Call, condition, n, put, s

CONDITIONS: dict[str, list[Call]] = {
    "size of a string": [put({"a": s("añb")}), condition("size(a) = :n", {"n": n(4)})],
    "size of a string in bytes": [put({"a": s("añb")}), condition("size(a) = :n", {"n": n(3)})],
    "size of a list": [
        put(A_LIST),
        condition("size(#l) = :n", {"n": n(3)}, ExpressionAttributeNames={"#l": "list"}),
    ],
    "size of a map": [
        put(A_LIST),
        condition("size(#m) = :n", {"n": n(2)}, ExpressionAttributeNames={"#m": "map"}),
    ],
    "size of a set": [put(A_SET), condition("size(numbers) = :n", {"n": n(2)})],
    "size of a number": [put({"a": n(12)}), condition("size(a) > :n", {"n": n(0)})],
    "size of nothing": [put({}), condition("size(a) > :n", {"n": n(0)})],
    "size compared with a string": [put({"a": s("x")}), condition("size(a) = :n", {"n": s("1")})],
    "an attribute exists that is null": [
        put({"a": {"NULL": True}}),
        condition("attribute_exists(a)"),
    ],
    "an attribute exists in a map": [
        put({"m": {"M": {"a": n(1)}}}),
        condition("attribute_exists(m.a)"),
    ],
    "an attribute exists in no map": [put({"m": n(1)}), condition("attribute_exists(m.a)")],
    "an element does not exist": [
        put({"l": {"L": [n(1)]}}),
        condition("attribute_not_exists(l[1])"),
    ],
    "an element exists": [put({"l": {"L": [n(1)]}}), condition("attribute_exists(l[0])")],
    "an item does not exist": [
        condition("attribute_not_exists(pk)"),
        condition("attribute_not_exists(pk)"),
    ],
    "an item exists": [condition("attribute_exists(pk)")],
    "attribute_type": [put({"a": n(1)}), condition("attribute_type(a, :t)", {"t": s("N")})],
    "attribute_type of no type": [
        put({"a": n(1)}),
        condition("attribute_type(a, :t)", {"t": s("Z")}),
    ],
    "begins_with": [put({"a": s("abc")}), condition("begins_with(a, :p)", {"p": s("ab")})],
    "begins_with of a number": [put({"a": n(12)}), condition("begins_with(a, :p)", {"p": n(1)})],
    "begins_with of a number that is stored": [
        put({"a": n(12)}),
        condition("begins_with(a, :p)", {"p": s("1")}),
    ],
    "contains in a string": [put({"a": s("abc")}), condition("contains(a, :p)", {"p": s("bc")})],
    "contains in a set": [put(A_SET), condition("contains(numbers, :p)", {"p": n("1.0")})],
    "contains in a list": [
        put({"l": {"L": [n(1), s("x")]}}),
        condition("contains(l, :p)", {"p": s("x")}),
    ],
    "contains of itself": [put({"a": s("x")}), condition("contains(a, a)")],
    "between": [put({"a": n(5)}), condition("a BETWEEN :x AND :y", {"x": n(5), "y": n(6)})],
    "between bounds that are swapped": [
        put({"a": n(5)}),
        condition("a BETWEEN :x AND :y", {"x": n(6), "y": n(5)}),
    ],
    "between bounds of two types": [
        put({"a": n(5)}),
        condition("a BETWEEN :x AND :y", {"x": n(1), "y": s("9")}),
    ],
    "in": [put({"a": s("y")}), condition("a IN (:x, :y)", {"x": s("x"), "y": s("y")})],
    "in nothing": [put({"a": s("y")}), condition("a IN ()")],
    "in more than 100": [
        put({"a": s("y")}),
        condition(
            f"a IN ({', '.join(f':v{i}' for i in range(101))})", {f"v{i}": n(i) for i in range(101)}
        ),
    ],
    "comparison of two types": [put({"a": n(5)}), condition("a < :x", {"x": s("6")})],
    "inequality of two types": [put({"a": n(5)}), condition("a <> :x", {"x": s("5")})],
    "inequality with nothing": [put({}), condition("a <> :x", {"x": s("5")})],
    "less than nothing": [put({}), condition("a < :x", {"x": s("5")})],
    "numbers by their value": [put({"a": n("1.0")}), condition("a = :x", {"x": n("1e0")})],
    "numbers in a list by their value": [
        put({"a": {"L": [n("1.0")]}}),
        condition("a = :x", {"x": {"L": [n(1)]}}),
    ],
    "sets in another order": [put(A_SET), condition("numbers = :x", {"x": {"NS": ["2", "1"]}})],
    "booleans": [put({"a": {"BOOL": True}}), condition("a = :x", {"x": {"BOOL": True}})],
    "order of booleans": [put({"a": {"BOOL": True}}), condition("a > :x", {"x": {"BOOL": False}})],
    "order of strings by bytes": [put({"a": s("ä")}), condition("a > :x", {"x": s("z")})],
    "order of strings beyond U+FFFF": [put({"a": s("😀")}), condition("a > :x", {"x": s("")})],
    "order of binaries": [
        put({"a": {"B": b"\xff"}}),
        condition("a > :x", {"x": {"B": b"\x01\x01"}}),
    ],
    "and before or": [
        put({"a": n(1)}),
        condition("a = :x OR a = :x AND a = :y", {"x": n(1), "y": n(2)}),
    ],
    "not before and": [
        put({"a": n(1)}),
        condition("NOT a = :y AND a = :x", {"x": n(1), "y": n(2)}),
    ],
    "not of parentheses": [
        put({"a": n(1)}),
        condition("NOT (a = :x OR a = :y)", {"x": n(1), "y": n(2)}),
    ],
    "lower-case operators": [
        put({"a": n(1)}),
        condition("a = :x and not a = :y or a in (:y)", {"x": n(1), "y": n(2)}),
    ],
    "redundant parentheses": [put({"a": n(1)}), condition("((a = :x))", {"x": n(1)})],
    "a comparison of a value with itself": [put({"a": n(1)}), condition(":x = :x", {"x": n(1)})],
    "a comparison of two attributes": [put({"a": n(1), "b": n(1)}), condition("a = b")],
    "a comparison of a path with itself": [put({"a": n(1)}), condition("a = a")],
    "an unknown function": [put({"a": n(1)}), condition("length(a) = :x", {"x": n(1)})],
    "a function as a condition that is none": [put({"a": n(1)}), condition("size(a)")],
    "no expression": [put({"a": n(1)}, ConditionExpression="")],
    "half an expression": [put({"a": n(1)}), condition("a =")],
    "a reserved word": [put({"a": n(1)}), condition("status = :x", {"x": n(1)})],
    "a reserved word in lower case in a path": [
        put({"a": n(1)}),
        condition("attribute_exists(a.size)"),
    ],
    "a reserved word by a name": [
        put({"status": n(1)}),
        condition("#s = :x", {"x": n(1)}, ExpressionAttributeNames={"#s": "status"}),
    ],
    "a name with a dot": [
        put({"a.b": n(1)}),
        condition("#s = :x", {"x": n(1)}, ExpressionAttributeNames={"#s": "a.b"}),
    ],
    "a name that is not used": [
        put({"a": n(1)}),
        condition("a = :x", {"x": n(1)}, ExpressionAttributeNames={"#s": "a"}),
    ],
    "a name that is not told": [put({"a": n(1)}), condition("#s = :x", {"x": n(1)})],
    "a name without its sign": [
        put({"a": n(1)}),
        condition("#s = :x", {"x": n(1)}, ExpressionAttributeNames={"s": "a"}),
    ],
    "a value that is not used": [put({"a": n(1)}), condition("a = :x", {"x": n(1), "y": n(1)})],
    "a value that is not told": [put({"a": n(1)}), condition("a = :z", {})],
    "names of an expression that is not there": [put({}, ExpressionAttributeNames={"#a": "a"})],
    "values of an expression that is not there": [put({}, ExpressionAttributeValues={":a": n(1)})],
    "an expression over 4 KB": [put({}), condition(" OR ".join(["attribute_exists(a)"] * 250))],
    "more than 300 operators": [put({}), condition(" OR ".join(["a=:x"] * 310), {"x": n(1)})],
}
