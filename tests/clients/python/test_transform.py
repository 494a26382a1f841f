"""The client against the local stack, as its README shows it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import anyio
import pytest
from PIL import Image as Picture

from local.stack import Stack
from splashmy_client import (
    AsyncClient,
    Client,
    JobFailedError,
    PictureRefusedError,
    SplashMyError,
    operations,
)
from tests.threads import in_a_thread
from tests.users import PASSWORD, Account, Accounts

PHOTO = Path("local/photograph.jpg")


@pytest.fixture
def ana(accounts: Accounts) -> Account:
    return accounts.new("ana")


@pytest.fixture
def client(stack: Stack, ana: Account) -> Iterator[Client]:
    with Client(stack.api_url) as client:
        yield client.sign_in(ana.email, PASSWORD)


@pytest.fixture
def red(tmp_path: Path) -> Path:
    path = tmp_path / "red.png"
    Picture.new("RGB", (120, 120), (255, 0, 0)).save(path)
    return path


@pytest.mark.usefixtures("catalogue")
def test_a_photo_comes_back_in_another_style(client: Client, tmp_path: Path) -> None:
    seen: list[Any] = []

    job = client.transform(PHOTO, style="watercolor", prompt="A quiet morning.", n=2)
    saved = job.wait(on_event=seen.append).save(tmp_path / "out.png")

    assert [path.name for path in saved] == ["out-1.png", "out-2.png"]
    for path in saved:
        with Picture.open(path) as picture:
            assert picture.width > 0
    assert seen[-1].type == "completed"
    assert [one.seq for one in seen] == sorted({one.seq for one in seen})
    assert client.quota().used == 2
    assert [one.id for one in client.jobs()] == [job.id]


def test_a_picture_is_generated_with_partial_ones_on_the_way(
    client: Client, tmp_path: Path
) -> None:
    job = client.generate("A lighthouse", quality="low", stream=True, partial_images=2)

    events = list(job.events())
    [saved] = job.refresh().save(tmp_path)

    assert [one.type for one in events if one.url] == ["partial_image", "partial_image"]
    assert events[-1].type == "completed"
    assert (job.status, saved.parent) == ("completed", tmp_path)


def test_a_photo_is_edited_where_the_mask_says(client: Client, tmp_path: Path) -> None:
    photo, mask = tmp_path / "photo.png", tmp_path / "mask.png"
    Picture.new("RGB", (256, 256), "navy").save(photo)
    Picture.new("RGBA", (256, 256), (0, 0, 0, 0)).save(mask)

    job = client.edit(photo, "A red hat.", mask=mask, quality="low").wait()

    assert job.info.mask_image_id
    assert job.info.results_count == 1


def test_an_upload_tells_how_far_it_is(client: Client) -> None:
    told: list[tuple[int, int]] = []

    image = client.upload(PHOTO, on_progress=lambda sent, size: told.append((sent, size)))

    assert told[-1] == (PHOTO.stat().st_size, PHOTO.stat().st_size)
    assert [sent for sent, _ in told] == sorted(sent for sent, _ in told)
    assert (image.wait().info.status, image.info.title) == ("ready", "photograph")


def test_a_refused_picture_says_why(client: Client, red: Path) -> None:
    with pytest.raises(PictureRefusedError, match=r"red\.png was refused"):
        client.upload(red).wait()


def test_a_failed_job_says_why_and_what_it_cost(client: Client) -> None:
    job = client.generate("A lighthouse [unsafe]")

    with pytest.raises(JobFailedError) as failed:
        job.wait()

    assert failed.value.failure
    assert (failed.value.failure.cause, failed.value.failure.charged) == ("words", False)


def test_a_result_is_rated_published_and_deleted(client: Client) -> None:
    [result] = client.generate("A lighthouse", quality="low").wait().results()

    result.favorite()
    result.rate(5)
    result.publish()
    [listed] = client.results(favorites=True)
    public = [one.id for one in client.items(operations.processing_list_public_results())]
    result.delete()

    assert (listed.id, listed.info.user_rating) == (result.id, 5)
    assert result.id in public
    assert list(client.results()) == []


def test_what_is_no_picture_is_said_before_it_is_sent(client: Client, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("A cat.")

    with pytest.raises(PictureRefusedError, match=r"words.txt can't be used: send one of \.jpg"):
        client.upload(words)
    with pytest.raises(PictureRefusedError, match=r"cat.jpg can't be read: No such file"):
        client.upload(tmp_path / "cat.jpg")


@pytest.mark.usefixtures("catalogue")
def test_a_style_is_found_by_name_and_a_missing_one_is_named(stack: Stack) -> None:
    with Client(stack.api_url) as client:
        assert client.style("Watercolor").id == client.style("watercolor").id
        with pytest.raises(SplashMyError, match="There is no style named cubism-9"):
            client.style("cubism-9")


def test_an_account_begins_and_its_session_ends(stack: Stack) -> None:
    name = f"new-{uuid4().hex[:8]}"

    with Client(stack.api_url) as client, Client(stack.api_url) as elsewhere:
        assert client.register(f"{name}@example.com", name, PASSWORD)
        elsewhere.sign_in(name, PASSWORD)
        client.change_password(PASSWORD, "battery-staple-8")
        assert client.profile().username == name
        with pytest.raises(SplashMyError, match="sign in"):
            elsewhere.profile()
        client.sign_out()
        with pytest.raises(SplashMyError, match="sign in"):
            client.profile()


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("backend", ["asyncio"])
def test_the_same_is_awaited(stack: Stack, ana: Account, tmp_path: Path, backend: str) -> None:
    async def run() -> list[Path]:
        async with AsyncClient(stack.api_url) as client:
            await client.sign_in(ana.username, PASSWORD)
            job = await client.transform(PHOTO, style="watercolor")
            return await (await job.wait()).save(tmp_path / "out.png")

    saved = in_a_thread(lambda: anyio.run(run, backend=backend))
    assert saved == [tmp_path / "out.png"]
