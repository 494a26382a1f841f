import pytest
from PIL import Image

from splashmy.imaging import kinds
from tests.functions.images.uploading import encoded
from tests.imaging.making import gradient


@pytest.mark.parametrize(
    ("format", "kind"),
    [
        ("JPEG", "JPEG"),
        ("MPO", "JPEG"),
        ("PNG", "PNG"),
        ("GIF", "GIF"),
        ("WEBP", "WEBP"),
        ("AVIF", "AVIF"),
        ("HEIF", "HEIC"),
    ],
)
def test_a_picture_is_known_by_its_bytes(format: str, kind: str) -> None:
    assert kinds.kind_of(encoded(gradient(), format)) == kind


FOREIGN = {
    "RAW photo": [b"II*\0\x10\0\0\0CR\x02", b"FUJIFILMCCD-RAW", b"\0\0\0\x18ftypcrx isom"],
    "TIFF picture": [encoded(gradient(), "TIFF"), b"MM\0*\0\0\0\x08"],
    "BMP picture": [encoded(gradient(), "BMP")],
    "JPEG 2000 picture": [encoded(gradient(), "JPEG2000")],
    "Windows icon": [encoded(Image.new("RGB", (64, 64)), "ICO")],
    "SVG drawing": [
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<?xml version="1.0"?>\n<!-- made by hand -->\n<svg/>',
        b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" ""><svg/>',
    ],
    "PDF document": [encoded(gradient(), "PDF")],
    "PostScript document": [encoded(gradient(), "EPS")],
    "video": [b"\0\0\0\x18ftypmp42", b"\0\0\0\x14ftypqt  ", b"\x1aE\xdf\xa3webm"],
    "ZIP archive": [b"PK\3\4"],
}


@pytest.mark.parametrize(
    ("name", "content"),
    [(name, content) for name, contents in FOREIGN.items() for content in contents],
    ids=range(sum(map(len, FOREIGN.values()))),
)
def test_what_is_not_taken_is_refused_by_name(name: str, content: bytes) -> None:
    found = kinds.foreign(content)

    assert kinds.kind_of(content) is None
    assert found is not None
    assert found.name == name
    assert found.refusal.startswith(f"This is a {name}, which cannot be used. Please ")


@pytest.mark.parametrize(
    ("extension", "name"),
    [("cr2", "RAW photo"), ("tif", "TIFF picture"), ("mov", "video"), ("svg", "SVG drawing")],
)
def test_an_extension_tells_before_the_file_is_sent(extension: str, name: str) -> None:
    found = kinds.foreign_by_extension(extension)

    assert found is not None
    assert found.name == name


def test_no_extension_that_is_taken_is_called_foreign() -> None:
    taken = ["jpg", "jpeg", "jfif", "png", "gif", "webp", "heic", "heif", "avif"]

    assert [one for one in taken if kinds.foreign_by_extension(one)] == []
