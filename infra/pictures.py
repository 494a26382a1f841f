"""Pictures that are drawn from what they show, as Mermaid: GitHub draws them."""

from collections.abc import Iterator
from typing import Any


def state_diagram(definition: dict[str, Any]) -> str:
    """A state machine of the Amazon States Language."""
    lines = [f"[*] --> {definition['StartAt']}"]
    for name, state in definition["States"].items():
        lines += _state(name, state)
    return "\n".join(["stateDiagram-v2", *(f"    {line}" for line in lines)])


def _state(name: str, state: dict[str, Any]) -> Iterator[str]:
    if state["Type"] == "Choice":
        yield f"state {name} <<choice>>"
        for choice in state["Choices"]:
            yield f"{name} --> {choice['Next']}: {choice['StringEquals']}"
        yield f"{name} --> {state['Default']}"
    if state["Type"] in ("Succeed", "Fail") or state.get("End"):
        yield f"{name} --> [*]"
    if "Next" in state:
        yield f"{name} --> {state['Next']}"
    for caught in state.get("Catch", []):
        yield f"{name} --> {caught['Next']}: any error"
