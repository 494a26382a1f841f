"""SplashMy from Python: photos in another style.

    from splashmy_client import Client

    client = Client("http://127.0.0.1:4566").sign_in("ana@example.com", "…")
    client.transform("cat.jpg", style="watercolor").wait().save("out.png")

`AsyncClient` has the same methods to await.
"""

from splashmy_client._async.client import AsyncClient
from splashmy_client._async.images import AsyncImage
from splashmy_client._async.jobs import AsyncJob
from splashmy_client._async.results import AsyncResult
from splashmy_client._sync.client import Client
from splashmy_client._sync.images import Image
from splashmy_client._sync.jobs import Job
from splashmy_client._sync.results import Result
from splashmy_client.errors import (
    ApiError,
    JobFailedError,
    NotReachedError,
    PictureRefusedError,
    SplashMyError,
    WaitedTooLongError,
)
from splashmy_client.requests import Page
from splashmy_client.tokens import FileTokens, MemoryTokens, Tokens, TokenStore

__all__ = [
    "ApiError",
    "AsyncClient",
    "AsyncImage",
    "AsyncJob",
    "AsyncResult",
    "Client",
    "FileTokens",
    "Image",
    "Job",
    "JobFailedError",
    "MemoryTokens",
    "NotReachedError",
    "Page",
    "PictureRefusedError",
    "Result",
    "SplashMyError",
    "TokenStore",
    "Tokens",
    "WaitedTooLongError",
]
