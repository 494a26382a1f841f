"""Downloads of results, counted."""

from splashmy.core import media
from splashmy.core.ids import ResultId
from splashmy.core.settings import settings
from splashmy.core.transactions import Transaction, optimistic, transact
from splashmy.identity.caller import SignedIn
from splashmy.results import feed
from splashmy.results.records import Published, Result
from splashmy.results.schemas import Download
from splashmy.results.visibility import see


@optimistic  # its visibility may change meanwhile
def download(result_id: ResultId, caller: SignedIn) -> Download:
    """The provider's own bytes for the owner, the display size for everybody else."""
    seen = see(result_id, caller)
    transact(lambda transaction: _count(transaction, seen.result))
    key = seen.result.original_key if seen.is_owner else seen.result.display_key
    filename = f"splashmy-{result_id}.{key.rpartition('.')[2]}"
    return Download(
        download_url=media.url(key, filename=filename),
        expires_in=settings().download_expires_in,
        filename=filename,
    )


def _count(transaction: Transaction, result: Result) -> None:
    transaction.update(
        Result(*Result.key(result.owner_id, result.id)),
        actions=[Result.download_count.add(1)],
        condition=Result.is_public == result.is_public,
    )
    if result.is_public:
        feed.change_actions(transaction, result, [Published.download_count.add(1)])
