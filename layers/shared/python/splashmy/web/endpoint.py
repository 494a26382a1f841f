"""What an endpoint is: a function, and the declaration from which everything else is derived."""

import inspect
from collections.abc import Callable, Sequence
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar, get_args, get_origin

from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import BaseModel

from splashmy.core.errors import ApiError
from splashmy.core.initialization import prepare
from splashmy.core.lists import Page
from splashmy.core.resources import IDEMPOTENCY, SIGNING_KEY, USER_POOL, USERS, Grant
from splashmy.web.callers import (
    Access,
    access_of,
    dependencies_of,
    reserved_id,
    source_address,
)
from splashmy.web.cursors import PageQuery
from splashmy.web.envelope import Listing, Success

if TYPE_CHECKING:
    from splashmy.web.serving import Server

P = ParamSpec("P")
R = TypeVar("R")


def endpoint(
    methods: str | Sequence[str],
    *paths: str,
    message: str = "OK",
    status: HTTPStatus = HTTPStatus.OK,
    grants: Sequence[Grant] = (),
    errors: Sequence[type[ApiError]] = (),
    layers: Sequence[str] = (),
    memory: int = 512,
    timeout: int | None = None,
    etag: bool = False,
    shared_cache: bool = False,
    ignores_token: bool = False,
    location: str | None = None,
    retry_after: int | None = None,
    audited: bool = False,
) -> Callable[[Callable[P, R]], "Endpoint[P, R]"]:
    """Declare the routes that a function answers: each of `methods` on each of `paths`, all alike.

    The first of each is the one that links, examples and tests use.

    Who may call follows from the signature: `caller: Caller` wants a sign-in, `admin: Admin` an
    administrator, neither is public. `memory` in MB, `timeout` in seconds (API Gateway ends at 29);
    unless told, 15, and 25 for what asks the user pool: its calls follow one another, and none
    begins that could outlast the function.
    `etag` answers If-None-Match with 304. `shared_cache` lets CloudFront keep for a minute what is
    answered to everybody who is not signed in: the same for all of them, and nothing that has to be
    gone at once, such as what users publish. Asking for `new_id: NewId`, the id of what it makes,
    lets a function honour Idempotency-Key for 24 hours. `ignores_token` lets even a bad
    Authorization header pass, for sign-in itself. `location` is the path of what was made, with
    what the answer's data has in it; `retry_after` says in how many seconds to look there. Every
    change by a route for administrators is audited; `audited` says so of one for everybody, for
    the administrators among them.
    """

    def declare(function: Callable[P, R]) -> Endpoint[P, R]:
        return Endpoint(
            function,
            methods=(methods,) if isinstance(methods, str) else tuple(methods),
            paths=paths,
            message=message,
            status=status,
            own_grants=grants,
            errors=errors,
            layers=layers,
            memory=memory,
            timeout=timeout,
            etag=etag,
            shared_cache=shared_cache,
            ignores_token=ignores_token,
            location=location,
            retry_after=retry_after,
            audited=audited,
        )

    return declare


class Endpoint(Generic[P, R]):
    """One function of the API with its routes, callable as its Lambda handler."""

    def __init__(
        self,
        function: Callable[P, R],
        *,
        methods: Sequence[str],
        paths: Sequence[str],
        message: str,
        status: HTTPStatus,
        own_grants: Sequence[Grant],
        errors: Sequence[type[ApiError]],
        layers: Sequence[str],
        memory: int,
        timeout: int | None,
        etag: bool,
        shared_cache: bool,
        ignores_token: bool,
        location: str | None,
        retry_after: int | None,
        audited: bool,
    ) -> None:
        self.function = function
        self.methods = tuple(methods)
        self.paths = tuple(paths)
        self.message = message
        self.status = status
        self.own_grants = own_grants
        self.errors = tuple(errors)
        self.layers = layers
        self.memory = memory
        self.timeout = timeout or (25 if _asks_user_pool(own_grants) else 15)
        self.etag = etag
        self.shared_cache = shared_cache
        self.ignores_token = ignores_token
        self.location = location
        self.retry_after = retry_after
        self.signature = inspect.signature(function, eval_str=True)
        self.is_audited = audited or (self.access is Access.ADMIN and self.method != "GET")
        prepare(lambda: self._server.build(), grants=self.grants)

    def __call__(self, event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
        return self._server.serve(event, context)

    @cached_property
    def _server(self) -> "Server":
        from splashmy.web.serving import Server

        return Server(self)

    @property
    def method(self) -> str:
        return self.methods[0]

    @property
    def routes(self) -> list[tuple[str, str]]:
        """Every method and path that it answers, the first one first."""
        return [(method, path) for path in self.paths for method in self.methods]

    @property
    def summary(self) -> str:
        return (inspect.getdoc(self.function) or self.message).splitlines()[0]

    @property
    def description(self) -> str:
        return inspect.getdoc(self.function) or self.message

    @property
    def takes_input(self) -> bool:
        """Whether anything of the request is validated: path, query or body."""
        return any(not dependencies_of(kind) for kind in self._annotations.values())

    @property
    def access(self) -> Access:
        return access_of(self._annotations)

    @property
    def idempotent(self) -> bool:
        """Whether it honours Idempotency-Key: what makes something asks for its id."""
        return self._asks_for(reserved_id)

    @property
    def asks_for_address(self) -> bool:
        """Whether it has to know CloudFront by its secret, which says where callers really are."""
        return self._asks_for(source_address)

    @property
    def verifies_token(self) -> bool:
        """The gateway lets public routes through, so a token on them is verified here."""
        return self.access is Access.PUBLIC and not self.ignores_token

    @property
    def grants(self) -> list[Grant]:
        """What the function asked for, and what the guard, cursors and idempotency need."""
        grants = [*self.own_grants]
        if not self.ignores_token:
            grants.append(USERS.get)
        if self.verifies_token:
            grants.append(USER_POOL.allow())
        if self.page_query:
            grants.append(SIGNING_KEY.read)
        if self.is_audited:
            grants += [USERS.put, USERS.update]
        if self.idempotent:
            needed = IDEMPOTENCY
            grants += [needed.get, needed.put, needed.update, needed.delete]
        return grants

    @cached_property
    def page_query(self) -> str | None:
        """The name of the parameter that holds page and filters, if this is a list."""
        for name, parameter in self.signature.parameters.items():
            arguments = get_args(parameter.annotation)
            if arguments and inspect.isclass(arguments[0]) and issubclass(arguments[0], PageQuery):
                return name
        return None

    @cached_property
    def query_parameters(self) -> frozenset[str]:
        """The names of all that may stand in a query string."""
        from aws_lambda_powertools.event_handler.openapi.params import Query  # not for tasks

        found: set[str] = set()
        for name, annotation in self._annotations.items():
            kind, *marks = get_args(annotation) or [annotation]
            if any(isinstance(mark, Query) for mark in marks):
                is_model = inspect.isclass(kind) and issubclass(kind, BaseModel)
                found.update(kind.model_fields if is_model else [name])
        return frozenset(found)

    @cached_property
    def envelope(self) -> Any:
        """The model of the success answer."""
        returns: Any = self.signature.return_annotation
        if get_origin(returns) is Page:
            return Listing[get_args(returns)[0]]  # type: ignore[misc]
        return Success[returns]

    def _asks_for(self, dependency: Callable[..., Any]) -> bool:
        return any(dependency in dependencies_of(kind) for kind in self._annotations.values())

    @property
    def _annotations(self) -> dict[str, Any]:
        return {name: it.annotation for name, it in self.signature.parameters.items()}

    def respond_with(self, envelop: Callable[[Any, dict[str, Any]], Any]) -> Callable[..., Any]:
        """The function as Powertools sees it: same parameters, the answer in its envelope."""

        def respond(**arguments: Any) -> Any:
            return envelop(self.function(**arguments), arguments)  # type: ignore[call-arg]

        respond.__name__ = self.function.__name__
        respond.__doc__ = self.function.__doc__
        respond.__annotations__ = {**self._annotations, "return": self.envelope}
        respond.__signature__ = self.signature.replace(  # type: ignore[attr-defined]
            return_annotation=self.envelope
        )
        return respond


def _asks_user_pool(grants: Sequence[Grant]) -> bool:
    return any(grant.resource == USER_POOL and grant.actions for grant in grants)
