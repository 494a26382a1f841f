from uuid import uuid4

from functions.images.approve_image.handler import handler as approve_image
from functions.images.delete_image.handler import handler as delete_image
from functions.images.get_stats.handler import handler as get_stats
from functions.images.update_image.handler import handler as update_image
from local.stack import Stack
from splashmy.images import lists
from splashmy.images.records import Entry, Tally
from tests.client import Client
from tests.factories.images import a_ready_image, break_off
from tests.functions.images.tasks import run
from tests.functions.images.test_list_images import listed
from tests.functions.images.test_list_tags import all_tags
from tests.functions.images.uploading import png, settled, uploaded
from tests.users import Accounts

NAME = "reconcile_lists"
RED = (255, 0, 0)


def test_wrong_counts_are_reported_until_they_are_right(stack: Stack, accounts: Accounts) -> None:
    ana = accounts.new()
    a_ready_image(ana, stored_bytes=100)
    wrong = {
        lists.of_user(ana.id): Tally.stored_bytes,
        lists.of_status(ana.id, "ready"): Tally.length,
        lists.of_status(ana.id, "failed"): Tally.length,  # of none, -1 are counted
    }

    before = run(stack, NAME, whole=True)
    for name, number in wrong.items():
        Tally(*Tally.key(name)).update([number.add(-1)])
    drifted = run(stack, NAME, whole=True)
    for name, number in wrong.items():
        Tally(*Tally.key(name)).update([number.add(1)])
    after = run(stack, NAME, whole=True)

    assert [wrong.keys() & found for found in (before, drifted, after)] == [set(), {*wrong}, set()]


def test_images_that_live_and_die_leave_no_drift(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new(premium=True)
    ready, rejected = uploaded(client, ana, png(), tags=["Sea"]), uploaded(client, ana, png(RED))
    for image_id in (ready, rejected):
        settled(client, ana, image_id)
    body = {"title": "Land and sea", "tags": ["Land"], "is_public": True}
    client.call(update_image, caller=ana, image_id=ready, body=body)
    client.call(approve_image, caller=accounts.new(admin=True), image_id=rejected)
    client.call(delete_image, caller=ana, image_id=ready)

    drifted = run(stack, NAME, whole=True)

    assert [name for name in drifted if ana.id in name] == []
    data = client.call(get_stats, caller=ana).data
    assert (data["total_images"], data["safe_images"], data["rejected_images"]) == (1, 1, 0)


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


def test_an_edit_that_broke_off_unnoticed_is_ended_with_the_whole_table(
    stack: Stack, client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    image = a_ready_image(ana, title="Sea")
    break_off(image, forest=1)
    Entry(lists.HALF_LISTED, image.id).delete()

    drifted = run(stack, NAME, whole=True)

    assert listed(client, ana, search="forest")[0] == 1
    assert lists.HALF_LISTED not in drifted


def test_only_sundays_read_the_whole_table(stack: Stack, accounts: Accounts) -> None:
    ana = accounts.new()
    wrong = Tally(*Tally.key(lists.of_status(ana.id, "ready")), length=1)
    wrong.save()

    days = [
        stack.invoke(f"splashmy-local-images-{NAME}", {"time": f"2026-11-{day}T03:30:00Z"})
        for day in (28, 29)
    ]

    wrong.delete()
    assert [lists.of_status(ana.id, "ready") in drifted for drifted in days] == [False, True]
