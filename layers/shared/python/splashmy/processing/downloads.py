"""Downloads of results, counted."""

from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from splashmy import media
from splashmy.auth.callers import SignedIn
from splashmy.processing.records import Result
from splashmy.processing.result_records import PUBLIC, Published
from splashmy.processing.visibility import see
from splashmy.records import refused, transact
from splashmy.settings import settings
from splashmy.web import ResponseModel


class Download(ResponseModel):
    download_url: str
    expires_in: int
    filename: str


def download(result_id: str, caller: SignedIn) -> Download:
    """The provider's own bytes for the owner, the display size for everybody else."""
    seen = see(result_id, caller)
    try:
        transact(lambda transaction: _count(transaction, seen.result))
    except TransactWriteError as error:
        if not refused(error):
            raise
        return download(result_id, caller)  # its visibility changed meanwhile
    key = seen.result.original_key if seen.is_owner else seen.result.display_key
    filename = f"splashmy-{result_id}.{key.rpartition('.')[2]}"
    return Download(
        download_url=media.url(key, filename=filename),
        expires_in=settings().download_expires_in,
        filename=filename,
    )


def _count(transaction: TransactWrite, result: Result) -> None:
    transaction.update(
        Result(*Result.key(result.owner_id, result.id)),
        actions=[Result.download_count.add(1)],
        condition=Result.is_public == result.is_public,
    )
    if result.is_public:
        transaction.update(
            Published(PUBLIC, f"RESULT#{result.id}"),
            actions=[Published.download_count.add(1)],
            condition=Published.pk.exists(),
        )
