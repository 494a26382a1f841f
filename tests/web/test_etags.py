import json

from splashmy.web.etags import tag_of


def body(signature: str, urls_expire_at: str, title: str = "Sea") -> str:
    url = f"https://media.example/a.webp?X-Amz-Signature={signature}"
    return json.dumps({"url": url, "urls_expire_at": urls_expire_at, "title": title})


def test_a_fresh_signature_and_its_end_leave_the_tag_as_it_is() -> None:
    first = tag_of(body("a1", "2026-11-25T10:00:00Z"))

    assert tag_of(body("b2", "2026-11-25T10:00:07Z")) == first
    assert tag_of(body("a1", "2026-11-25T10:00:00Z", title="Lake")) != first
