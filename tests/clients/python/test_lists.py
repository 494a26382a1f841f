from splashmy_client import operations
from tests.clients.python.deployment import URL, Deployment, page, tokens

TAGS = operations.images_list_tags(page_size=1)


def a_tag(name: str) -> dict[str, object]:
    return {"name": name, "slug": name.lower(), "description": "", "image_count": 1}


def test_every_page_is_read_as_it_is_used() -> None:
    following = f"{URL}/api/v1/images/tags/?page_size=1&cursor=a%2Bb"
    deployment = Deployment(page([a_tag("Cats")], next=following), page([a_tag("Dogs")]))
    tags = deployment.client().items(TAGS)

    assert next(tags).name == "Cats"
    assert len(deployment.seen) == 1
    assert [one.name for one in tags] == ["Dogs"]
    assert dict(deployment.seen[1].url.params) == {"page_size": "1", "cursor": "a+b"}


def test_a_token_goes_to_no_other_address() -> None:
    deployment = Deployment(page([], next="https://elsewhere.example/?cursor=1"), page([]))

    list(deployment.client(tokens()).items(TAGS))

    assert {one.url.host for one in deployment.seen} == {"splashmy.example"}


def test_people_are_answered_in_their_language() -> None:
    deployment = Deployment(page([]))

    list(deployment.client(language="es").items(TAGS))

    assert deployment.seen[0].headers["Accept-Language"] == "es"


def test_what_is_not_asked_for_is_not_sent() -> None:
    deployment = Deployment(page([]))

    list(deployment.client().items(operations.processing_list_results(favorites=True)))

    assert deployment.seen[0].url.query == b"favorites=true"
