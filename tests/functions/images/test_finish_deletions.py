from functions.processing.like_result.handler import handler as like_result
from functions.processing.list_results.handler import handler as list_results
from local.stack import Stack
from splashmy.core.clock import now
from splashmy.core.sweeps import MOST_FAILURES
from splashmy.images import changes
from splashmy.images.records import Image
from splashmy.results.records import Result
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
    assert run(stack, "finish_deletions")["done"] == 0


def test_a_deletion_that_breaks_keeps_no_other_waiting(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    images = [a_ready_image(ana) for _ in "123"]
    results = [a_result(ana, is_public=True, original_image_id=one.id) for one in images]
    Result(results[0].pk, results[0].sk).update([Result.id.remove()])
    for image in images:
        changes.change(ana.id, image.id, hide)

    reports = [run(stack, "finish_deletions") for _ in range(MOST_FAILURES)]
    results[0].update([Result.id.set(results[0].id)])
    mended = run(stack, "finish_deletions", set_aside_too=True)

    assert (reports[0]["done"], reports[0]["failed"]) == (2, 1)
    assert [one["set_aside"] for one in reports] == [0, 0, 0, 0, 1]
    assert (mended["done"], mended["set_aside"]) == (1, 0)
    assert client.call(list_results, caller=ana).results == []
