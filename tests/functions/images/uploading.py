"""The way of a picture into the library, as a browser takes it."""

import time
import urllib.error
import urllib.request
from io import BytesIO
from typing import Any
from uuid import uuid4

from PIL import Image

from functions.images.create_upload.handler import handler as create_upload
from functions.images.get_image.handler import handler as get_image
from splashmy.core.ids import ImageId
from splashmy.images import records
from tests.client import Client
from tests.users import Account

SETTLED = {"ready", "rejected", "failed"}
PATIENCE = 60  # seconds


def png(colour: tuple[int, ...] = (30, 120, 200), size: tuple[int, int] = (120, 90)) -> bytes:
    return encoded(Image.new("RGB", size, colour), "PNG")


def encoded(picture: Image.Image, format: str, **options: Any) -> bytes:
    file = BytesIO()
    picture.save(file, format, **options)
    return file.getvalue()


def announced(content: bytes, filename: str = "picture.png", **fields: Any) -> dict[str, Any]:
    """The body of an upload's announcement."""
    suffix = filename.rsplit(".", 1)[-1].lower()
    content_type = f"image/{'jpeg' if suffix in ('jpg', 'jpeg') else suffix}"
    described = {"filename": filename, "content_type": content_type, "size": max(1, len(content))}
    return described | fields


def post_form(upload: dict[str, Any], content: bytes) -> int:
    """Post the presigned form; S3's status."""
    boundary = uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in upload["fields"].items()
    ]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="file"\r\n\r\n'
    body = "".join([*parts, head]).encode() + content + f"\r\n--{boundary}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    request = urllib.request.Request(upload["url"], body, headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def uploaded(client: Client, caller: Account, content: bytes, **fields: Any) -> ImageId:
    """Announce and upload a picture; the image's id, whatever becomes of it."""
    answer = client.call(create_upload, caller=caller, body=announced(content, **fields))
    assert answer.status == 201, answer.body
    assert post_form(answer.data["upload"], content) == 204
    return ImageId(answer.data["image"]["id"])


def settled(client: Client, caller: Account, image_id: ImageId) -> dict[str, Any]:
    """The image, once it is ready, rejected or failed."""
    key = records.Image.key(caller.id, image_id)
    deadline = time.monotonic() + PATIENCE
    while (status := records.Image.get(*key, consistent_read=True).status) not in SETTLED:
        assert time.monotonic() < deadline, f"{image_id} is still {status} after {PATIENCE} seconds"
        time.sleep(0.1)
    image: dict[str, Any] = client.call(get_image, caller=caller, image_id=image_id).data
    return image


def fetched(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return bytes(answer.read())
