from uuid import uuid4

from functions.images.update_image.handler import handler as update_image
from local.stack import Stack
from splashmy.images import lists
from splashmy.images.records import Tally
from tests.accounts import Accounts
from tests.client import Client
from tests.factories.images import a_ready_image, break_off
from tests.images.tasks import run
from tests.images.test_list_images import listed
from tests.images.test_list_tags import all_tags

NAME = "reconcile_lists"


def test_a_wrong_count_is_reported_until_it_is_right(stack: Stack, accounts: Accounts) -> None:
    ana = accounts.new()
    a_ready_image(ana)
    name = lists.of_user(ana.id)
    before = run(stack, NAME)
    tally = Tally(*Tally.key(name))

    tally.update([Tally.images.add(1)])
    drifted = run(stack, NAME)
    tally.update([Tally.images.add(-1)])
    after = run(stack, NAME)

    assert [name in found for found in (before, drifted, after)] == [False, True, False]


def test_an_edit_that_broke_off_is_ended(stack: Stack, client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    image = a_ready_image(ana, title="Sea", description="Sea and land")
    break_off(image, sea=-1, forest=1)

    run(stack, NAME)

    assert listed(client, ana, search="sea")[0] == 0
    assert listed(client, ana, search="forest")[0] == 1


def test_a_tag_that_no_public_image_carries_is_forgotten(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    tag, image = uuid4().hex, a_ready_image(accounts["ana"])
    for body in ({"tags": [tag], "is_public": True}, {"is_public": False}):
        client.call(update_image, caller="ana", image_id=image.id, body=body)

    run(stack, NAME)

    assert tag not in all_tags(client)
