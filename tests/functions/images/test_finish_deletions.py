from functions.processing.like_result.handler import handler as like_result
from functions.processing.list_results.handler import handler as list_results
from local.stack import Stack
from splashmy.core.clock import now
from splashmy.images import changes
from splashmy.images.records import Image
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.factories.results import a_result
from tests.functions.images.tasks import run
from tests.users import Accounts


def hide(image: Image) -> None:
    image.is_deleted, image.deleted_at = True, now()


def test_a_deletion_that_broke_off_is_ended(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    image = a_ready_image(ana)
    result = a_result(ana, stored=True, is_public=True, original_image_id=image.id)
    client.call(like_result, caller="bob", result_id=result.id)
    changes.change(ana.id, image.id, hide)

    run(stack, "finish_deletions")

    assert client.call(list_results, caller=ana).results == []
    assert run(stack, "finish_deletions") == 0
