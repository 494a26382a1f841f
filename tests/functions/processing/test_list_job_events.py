import urllib.request
from uuid import uuid4

from functions.processing.list_job_events.handler import handler as list_job_events
from tests.client import Client
from tests.functions.processing.running import StandIn, run
from tests.users import Accounts


def test_partial_images_show_up_in_order(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()

    job = run(client, ana, stream=True, partial_images=2)

    events = client.call(list_job_events, caller=ana, job_id=job["id"]).results
    assert [one["seq"] for one in events] == list(range(1, len(events) + 1))
    assert [one["status"] for one in events if one["type"] == "status"][:4] == [
        "pending",
        "moderating",
        "processing",
        "streaming",
    ]
    partial = [one for one in events if one["type"] == "partial_image"]
    assert [one["partial_image_index"] for one in partial] == [0, 1]
    assert events[-1]["type"] == "completed"
    for one in partial:
        with urllib.request.urlopen(one["url"], timeout=30) as answer:
            assert answer.read(4) == b"\x89PNG"


def test_no_partial_image_of_an_unsafe_picture_is_shown(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana, words = accounts.new(), uuid4().hex
    stand_in.misbehave("unsafe_output", match=words)

    job = run(client, ana, prompt=words, stream=True, partial_images=2)

    assert (job["status"], job["failure"]["cause"]) == ("failed", "output")
    events = client.call(list_job_events, caller=ana, job_id=job["id"]).results
    assert "streaming" in [one["status"] for one in events]
    assert [one for one in events if one["type"] == "partial_image" or one["url"]] == []


def test_a_partial_image_that_cannot_be_checked_is_left_out(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    ana = accounts.new()
    stand_in.misbehave("server_error", match="", service="rekognition", times=3)

    job = run(client, ana, stream=True, partial_images=2)

    stand_in.behave()
    assert job["status"] == "completed"
    events = client.call(list_job_events, caller=ana, job_id=job["id"]).results
    partial = [one for one in events if one["type"] == "partial_image"]
    assert [one["partial_image_index"] for one in partial] == [1]


def test_events_after_a_number_are_the_later_ones(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    job = run(client, ana)

    events = client.call(list_job_events, caller=ana, job_id=job["id"], query={"after": 2}).results

    assert events[0]["seq"] == 3


def test_a_stream_cut_off_is_tried_again(
    client: Client, accounts: Accounts, stand_in: StandIn
) -> None:
    words = uuid4().hex
    stand_in.misbehave("cut_stream", match=words)

    job = run(client, accounts.new(), prompt=words, stream=True, partial_images=1)

    assert (job["status"], job["results_count"]) == ("completed", 1)
    assert len(stand_in.calls(words)) == 2


def test_pages_follow_each_other_and_their_count_is_of_all_that_follow(
    client: Client, accounts: Accounts
) -> None:
    ana = accounts.new()
    job = run(client, ana)
    everything = client.call(list_job_events, caller=ana, job_id=job["id"])

    first = client.call(
        list_job_events, caller=ana, job_id=job["id"], query={"after": 1, "page_size": 2}
    )
    second = client.send(
        "GET",
        first.body["pagination"]["next"],
        headers={"Authorization": f"Bearer {ana.access_token}"},
    )

    assert everything.body["pagination"]["count"] == len(everything.results)
    assert first.body["pagination"]["count"] == len(everything.results) - 1
    assert [one["seq"] for one in first.results] == [2, 3]
    assert second.results[0]["seq"] == 4


def test_another_users_events_are_not_found(client: Client, accounts: Accounts) -> None:
    job = run(client, accounts.new())

    response = client.call(list_job_events, caller="ben", job_id=job["id"])

    assert (response.status, response.code) == (404, "job_not_found")
