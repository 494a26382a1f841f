"""The studio's files on their way into a bucket."""

from pathlib import Path

from local.stack import Stack
from tools.publish_studio import NO_ADDRESS, outputs, publish

API = "https://abc.execute-api.eu-west-1.amazonaws.com/prod/"


def test_files_are_published_as_browsers_should_keep_them(stack: Stack, tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "index-1a2b.js").write_text("export {}")
    (tmp_path / "index.html").write_text(f"<head>{NO_ADDRESS}</head>")
    s3 = stack.client("s3")
    s3.create_bucket(Bucket="studio-files")

    publish(tmp_path, s3, bucket="studio-files", api_url=API)

    script = s3.get_object(Bucket="studio-files", Key="assets/index-1a2b.js")
    page = s3.get_object(Bucket="studio-files", Key="index.html")
    assert script["ContentType"] == "text/javascript"
    assert "immutable" in script["CacheControl"]
    assert (page["ContentType"], page["CacheControl"]) == ("text/html", "no-cache")
    assert f'content="{API.rstrip("/")}"' in page["Body"].read().decode()


def test_the_built_page_has_the_place_for_the_address() -> None:
    assert NO_ADDRESS in Path("studio/index.html").read_text()


def test_an_environment_without_a_studio_has_nothing_to_publish(stack: Stack) -> None:
    assert outputs("SplashMy-local-Studio") == {}
