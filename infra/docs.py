"""The pages in `docs/` that the declarations already hold."""

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from infra import catalog, decisions, document, privileges
from infra.catalog import Function
from infra.constructs.job_workflow import definition
from infra.pictures import state_diagram
from splashmy.web import Endpoint
from splashmy.web.serving import API_PREFIX
from splashmy.workflow.steps import FAIL_STEP, STEPS

DOCS = Path(__file__).parent.parent / "docs"
TABLE_OF_STEPS = (
    "| step | what it changes, each by one conditional transaction | what it leaves if it dies |",
    "|---|---|---|",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail if the files are stale")
    check = parser.parse_args().check
    stale = {path: text for path, text in pages().items() if not _is(path, text)}
    for path, text in stale.items():
        if not check:
            path.write_text(text)
        print(f"{'stale' if check else 'written'}: {path.relative_to(DOCS.parent)}")
    sys.exit(1 if check and stale else 0)


def pages() -> dict[Path, str]:
    """Every generated page with the text it should have."""
    return {
        DOCS / "openapi.json": json.dumps(document.openapi(), indent=2) + "\n",
        DOCS / "api.md": _api_page(),
        DOCS / "architecture.md": _architecture_page(),
        decisions.ADR / "README.md": decisions.index(),
        DOCS / "privileges.md": privileges.page(),
    }


def _is(path: Path, text: str) -> bool:
    return path.exists() and path.read_text() == text


def _architecture_page() -> str:
    """The page as it is written, with its picture and the table of steps made anew."""
    page = (DOCS / "architecture.md").read_text()
    picture = state_diagram(definition(lambda name: name, "the queue"))
    page = _filled(page, "workflow", f"```mermaid\n{picture}\n```")
    rows = [f"| {step.name} | {step.changes} | {step.leaves} |" for step in (*STEPS, FAIL_STEP)]
    return _filled(page, "steps", "\n".join([*TABLE_OF_STEPS, *rows]))


def _filled(page: str, name: str, content: str) -> str:
    """What stands between `<!-- name -->` and `<!-- /name -->`, replaced."""
    before, begin, rest = page.partition(f"<!-- {name} -->")
    _, end, after = rest.partition(f"<!-- /{name} -->")
    return f"{before}{begin}\n{content}\n{end}{after}"


def _api_page() -> str:
    lines = [
        "# The API",
        "",
        "Generated from the declarations in `functions/` by `make docs`. Paths answer with and",
        "without the trailing slash. `docs/openapi.json` has every field.",
    ]
    by_domain: dict[str, list[tuple[Function, Endpoint[Any, Any]]]] = defaultdict(list)
    for function, endpoint in catalog.endpoints():
        by_domain[function.domain].append((function, endpoint))
    for domain, members in by_domain.items():
        lines += [
            "",
            f"## {domain}",
            "",
            "| | path | who | what | errors |",
            "|---|---|---|---|---|",
        ]
        lines += [_row(endpoint) for _, endpoint in sorted(members, key=_by_path)]
    return "\n".join(lines) + "\n"


def _by_path(member: tuple[Function, Endpoint[Any, Any]]) -> tuple[str, str]:
    return member[1].paths[0], member[1].method


def _row(endpoint: Endpoint[Any, Any]) -> str:
    paths = ", ".join(f"{API_PREFIX}{path}/" for path in endpoint.paths)
    errors = ", ".join(error.code() for error in endpoint.errors)
    who = endpoint.access.value
    methods = ", ".join(endpoint.methods)
    return f"| {methods} | {paths} | {who} | {endpoint.summary} | {errors} |"


if __name__ == "__main__":
    main()
