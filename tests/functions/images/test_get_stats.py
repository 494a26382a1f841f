from functions.images.create_upload.handler import handler as create_upload
from functions.images.get_stats.handler import handler
from splashmy.core.settings import settings
from tests.client import Client
from tests.factories.images import a_ready_image
from tests.factories.results import a_result
from tests.functions.images.uploading import announced, png
from tests.users import Accounts


def test_a_new_user_has_nothing_and_the_whole_limit(client: Client, accounts: Accounts) -> None:
    data = client.call(handler, caller=accounts.new()).data

    assert data.pop("resets_at").endswith("Z")
    assert data == {
        "total_images": 0,
        "safe_images": 0,
        "rejected_images": 0,
        "processed_images": 0,
        "favorite_processed": 0,
        "today_uploads": 0,
        "storage_used_bytes": 0,
        "daily_limit": settings().daily_upload_limit_free,
        "remaining": settings().daily_upload_limit_free,
        "is_premium": False,
    }


def test_every_number_follows_the_facts(client: Client, accounts: Accounts) -> None:
    ana = accounts.new(premium=True)
    image = a_ready_image(ana)
    a_ready_image(ana, status="rejected")
    a_result(ana, original_image_id=image.id, is_favorite=True)
    a_result(ana, original_image_id=image.id)
    a_result(ana, is_favorite=True)
    client.call(create_upload, caller=ana, body=announced(png()))

    data = client.call(handler, caller=ana).data

    assert (data["total_images"], data["safe_images"], data["rejected_images"]) == (3, 1, 1)
    assert (data["processed_images"], data["favorite_processed"]) == (2, 1)
    limit = settings().daily_upload_limit_premium
    assert (data["today_uploads"], data["daily_limit"], data["remaining"]) == (1, limit, limit - 1)
    assert data["is_premium"]
