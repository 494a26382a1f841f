"""The pages in `docs/` that the declarations already hold."""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver

from infra import catalog, privileges
from infra.catalog import FUNCTIONS, Function
from infra.constructs.job_workflow import definition
from infra.pictures import state_diagram
from splashmy.errors import (
    AdminRequired,
    ApiError,
    InternalError,
    InvalidRequest,
    ServiceUnavailable,
    TooManyRequests,
    Unauthorized,
    UnsupportedMediaType,
)
from splashmy.web import Endpoint
from splashmy.web.callers import Access
from splashmy.web.envelope import Failure
from splashmy.web.idempotency import IdempotencyInProgress, IdempotencyKeyReused
from splashmy.web.serving import API_PREFIX

DOCS = Path(__file__).parent.parent / "docs"
SECURITY = {
    "accessToken": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The access token of POST /api/v1/auth/login/",
    }
}
ERRORS = "x-errors"
PICTURE, END_OF_PICTURE = "<!-- workflow -->", "<!-- /workflow -->"


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
        DOCS / "openapi.json": json.dumps(openapi(), indent=2, sort_keys=True) + "\n",
        DOCS / "api.md": _api_page(),
        DOCS / "architecture.md": _architecture_page(),
        DOCS / "privileges.md": privileges.page(),
    }


def _is(path: Path, text: str) -> bool:
    return path.exists() and path.read_text() == text


def openapi(functions: Path = FUNCTIONS) -> dict[str, Any]:
    """The OpenAPI 3.1 document of the published, slashed paths."""
    resolver = APIGatewayRestResolver(enable_validation=True)
    for function, endpoint in catalog.endpoints(functions):
        _register(resolver, function, endpoint)
    document: dict[str, Any] = json.loads(
        resolver.get_openapi_json_schema(
            title="SplashMy",
            version="1",
            description="Turn photos into pictures of another style, with OpenAI's image models.",
        )
    )
    # Powertools drops the trailing slash that the published paths have.
    document["paths"] = {f"{path}/": item for path, item in document["paths"].items()}
    for _, endpoint in catalog.endpoints(functions):
        path = document["paths"][f"{API_PREFIX}{endpoint.paths[0]}/"]
        path[endpoint.method.lower()]["security"] = _security(endpoint)
    document.setdefault("components", {})["securitySchemes"] = SECURITY
    document["servers"] = [{"url": ".."}]  # from /docs/openapi.json, whatever stands before it
    return document


def _register(
    resolver: APIGatewayRestResolver, function: Function, endpoint: Endpoint[Any, Any]
) -> None:
    route = resolver.route(
        f"{API_PREFIX}{endpoint.paths[0]}".replace("{", "<").replace("}", ">"),
        [endpoint.method],
        summary=endpoint.summary,
        description=endpoint.description,
        operation_id=function.id.replace("-", "_"),
        tags=[function.domain],
        status_code=endpoint.status,
        responses=_responses(endpoint),
        openapi_extensions={ERRORS: [error.code() for error in errors_of(endpoint)]},
    )
    route(endpoint.respond_with(lambda outcome, _: outcome))


def _security(endpoint: Endpoint[Any, Any]) -> list[dict[str, list[str]]]:
    if endpoint.access is not Access.PUBLIC:
        return [{"accessToken": []}]
    return [] if endpoint.ignores_token else [{}, {"accessToken": []}]


def _responses(endpoint: Endpoint[Any, Any]) -> dict[int, Any]:
    by_status: dict[int, list[type[ApiError]]] = defaultdict(list)
    for error in errors_of(endpoint):
        by_status[int(error.status)].append(error)
    success = {
        "description": "Success",
        "content": {"application/json": {"model": endpoint.envelope}},
    }
    failures = {status: _failure(errors) for status, errors in by_status.items()}
    not_modified = {304: {"description": "Not modified"}} if endpoint.etag else {}
    return {int(endpoint.status): success, **not_modified, **failures}


def _failure(errors: list[type[ApiError]]) -> dict[str, Any]:
    return {
        "description": " · ".join(f"`{error.code()}` {error.message}" for error in errors),
        "content": {"application/json": {"model": Failure}},
    }


def errors_of(endpoint: Endpoint[Any, Any]) -> list[type[ApiError]]:
    """What an endpoint can answer besides success: declared, then what its shape implies."""
    return sorted({*endpoint.errors, *_implied(endpoint)}, key=lambda one: (one.status, one.code()))


def _implied(endpoint: Endpoint[Any, Any]) -> Iterator[type[ApiError]]:
    yield from (TooManyRequests, InternalError, ServiceUnavailable)
    if not endpoint.ignores_token:
        yield Unauthorized
    if endpoint.access is Access.ADMIN:
        yield AdminRequired
    if endpoint.takes_input:
        yield InvalidRequest
    if endpoint.method in {"POST", "PUT", "PATCH"}:
        yield UnsupportedMediaType
    if endpoint.idempotent:
        yield from (IdempotencyInProgress, IdempotencyKeyReused)


def _architecture_page() -> str:
    """The page as it is written, with its picture drawn anew."""
    before, _, rest = (DOCS / "architecture.md").read_text().partition(PICTURE)
    _, end, after = rest.partition(END_OF_PICTURE)
    picture = state_diagram(definition(lambda name: name))
    return f"{before}{PICTURE}\n```mermaid\n{picture}\n```\n{end}{after}"


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
    return f"| {endpoint.method} | {paths} | {who} | {endpoint.summary} | {errors} |"


if __name__ == "__main__":
    main()
