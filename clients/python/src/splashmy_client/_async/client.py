from collections.abc import AsyncIterator
from pathlib import Path
from typing import Self, TypeVar, Unpack

import httpx2

from splashmy_client import models, operations
from splashmy_client._async.api import AsyncApi
from splashmy_client._async.images import AsyncImage, upload
from splashmy_client._async.jobs import AsyncJob
from splashmy_client._async.results import AsyncResult
from splashmy_client.errors import SplashMyError
from splashmy_client.options import JobOptions, JobStatus
from splashmy_client.requests import ListRequest, Page, Request
from splashmy_client.tokens import MemoryTokens, TokenStore
from splashmy_client.uploads import Progress

Answer = TypeVar("Answer")

Photo = Path | str | AsyncImage


class AsyncClient:
    """SplashMy at `url`, for one user.

    Tokens are renewed by themselves and kept in `tokens`. `language` is "en" or "es", of what is
    said to people. `timeout` is of one call, in seconds; a call that may be repeated is sent up to
    `retries` times more, waiting as long as the deployment asks for.

    Beside the methods here, `send` and `items` take every request of `splashmy_client.operations`.
    """

    def __init__(
        self,
        url: str,
        *,
        tokens: TokenStore | None = None,
        language: str = "en",
        timeout: float = 60,
        retries: int = 3,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self._api = AsyncApi(
            url,
            tokens or MemoryTokens(),
            language=language,
            timeout=timeout,
            retries=retries,
            transport=transport,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        await self._api.http.aclose()

    async def send(self, request: Request[Answer]) -> Answer:
        """The answer to a request of `splashmy_client.operations`."""
        return await self._api.send(request)

    async def page(self, request: ListRequest[Answer]) -> Page[Answer]:
        return await self._api.page(request)

    def items(self, request: ListRequest[Answer]) -> AsyncIterator[Answer]:
        """Every result of a list, from all of its pages."""
        return self._api.items(request)

    async def register(self, email: str, username: str, password: str) -> bool:
        """Whether the account is signed in; where not, its email has to be verified first."""
        request = operations.auth_register_user(
            email=email, username=username, password=password, password_confirm=password
        )
        registration = await self._api.send(request)
        if not registration.verification_required:
            await self.sign_in(email, password)
        return not registration.verification_required

    async def verify_email(self, email: str, code: str) -> None:
        await self._api.send(operations.auth_verify_email(email=email, code=code))

    async def sign_in(self, identifier: str, password: str) -> Self:
        """By email or username."""
        request = operations.auth_log_in(identifier=identifier, password=password)
        await self._api.begin(await self._api.send(request))
        return self

    async def change_password(self, old: str, new: str) -> None:
        """Every other session ends; this one goes on."""
        request = operations.auth_change_password(old_password=old, new_password=new)
        await self._api.begin(await self._api.send(request))

    async def sign_out(self) -> None:
        """End this session, here and there."""
        tokens = self._api.store.load()
        if tokens:
            await self._api.send(operations.auth_log_out(refresh_token=tokens.refresh_token))
            self._api.store.save(None)

    async def profile(self) -> models.Profile:
        return await self._api.send(operations.auth_get_profile())

    async def quota(self) -> models.QuotaAnswer:
        return await self._api.send(operations.processing_get_quota())

    def styles(
        self, *, category: str | None = None, search: str | None = None
    ) -> AsyncIterator[models.StyleAnswer]:
        request = operations.styles_list_styles(category=category, search=search, page_size=50)
        return self._api.items(request)

    async def style(self, name: str) -> models.StyleAnswer:
        """The style of this slug, name or id."""
        wanted = name.casefold()
        async for one in self.styles():
            if wanted in (one.slug, one.name.casefold(), one.id):
                return one
        raise SplashMyError(f"There is no style named {name}.")

    async def upload(
        self,
        photo: Path | str,
        *,
        title: str = "",
        key: str | None = None,
        on_progress: Progress | None = None,
    ) -> AsyncImage:
        """Send a picture; `wait()` of what is answered tells when it can be used.

        `on_progress` is called with the bytes that were sent and the bytes there are. The same
        `key`, of an upload or of a job, makes the same thing again for 24 hours, not another one.
        """
        path = Path(photo)
        return await upload(self._api, path, title or path.stem, key, on_progress)

    async def transform(
        self,
        photo: Photo,
        *,
        style: str,
        prompt: str = "",
        key: str | None = None,
        **options: Unpack[JobOptions],
    ) -> AsyncJob:
        """Begin to paint a photo, a file or an `Image`, in a style, by its slug, name or id."""
        chosen = await self.style(style)
        request = operations.processing_create_job(
            job_type="style_transfer",
            style_id=chosen.id,
            original_image_id=await self._ready(photo),
            prompt=prompt,
            **options,
        )
        return await self._begin(request, key)

    async def edit(
        self,
        photo: Photo,
        prompt: str,
        *,
        mask: Photo | None = None,
        key: str | None = None,
        **options: Unpack[JobOptions],
    ) -> AsyncJob:
        """Begin to change a photo as `prompt` says, only where `mask` is white or transparent."""
        request = operations.processing_create_job(
            job_type="edit",
            original_image_id=await self._ready(photo),
            mask_image_id=await self._ready(mask) if mask else None,
            prompt=prompt,
            **options,
        )
        return await self._begin(request, key)

    async def generate(
        self, prompt: str, *, key: str | None = None, **options: Unpack[JobOptions]
    ) -> AsyncJob:
        """Begin to paint what `prompt` says."""
        request = operations.processing_create_job(job_type="generation", prompt=prompt, **options)
        return await self._begin(request, key)

    async def image(self, id: str) -> AsyncImage:
        """One of your own."""
        found = await self._api.send(operations.images_get_image(id))
        if not isinstance(found, models.ImageAnswer):
            raise SplashMyError("This picture is someone else's.")
        return AsyncImage(self._api, found)

    async def job(self, id: str) -> AsyncJob:
        return AsyncJob(self._api, await self._api.send(operations.processing_get_job(id)))

    async def jobs(self, *, status: JobStatus | None = None) -> AsyncIterator[AsyncJob]:
        """Newest first."""
        async for one in self._api.items(operations.processing_list_jobs(status=status)):
            yield AsyncJob(self._api, one)

    async def result(self, id: str) -> AsyncResult:
        return AsyncResult(self._api, await self._api.send(operations.processing_get_result(id)))

    async def results(self, *, favorites: bool | None = None) -> AsyncIterator[AsyncResult]:
        """Newest first."""
        request = operations.processing_list_results(favorites=favorites)
        async for one in self._api.items(request):
            yield AsyncResult(self._api, one)

    async def _begin(self, request: Request[models.JobAnswer], key: str | None) -> AsyncJob:
        return AsyncJob(self._api, await self._api.send(request.with_key(key)))

    async def _ready(self, photo: Photo) -> str:
        image = photo if isinstance(photo, AsyncImage) else await self.upload(photo)
        return (await image.wait()).id
