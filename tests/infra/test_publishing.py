"""The studio's files on their way into a bucket."""

from pathlib import Path

from local.stack import Stack
from tools.publish_studio import outputs, publish


def test_files_are_published_as_browsers_should_keep_them(stack: Stack, tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "index-1a2b.js").write_text("export {}")
    (tmp_path / "index.html").write_text("<head></head>")
    s3 = stack.client("s3")
    s3.create_bucket(Bucket="studio-files")

    publish(tmp_path, s3, bucket="studio-files")

    script = s3.get_object(Bucket="studio-files", Key="assets/index-1a2b.js")
    page = s3.get_object(Bucket="studio-files", Key="index.html")
    assert script["ContentType"] == "text/javascript"
    assert "immutable" in script["CacheControl"]
    assert (page["ContentType"], page["CacheControl"]) == ("text/html", "no-cache")
    assert page["Body"].read() == b"<head></head>"


def test_an_environment_without_a_studio_has_nothing_to_publish(stack: Stack) -> None:
    assert outputs("SplashMy-local-Studio") == {}
