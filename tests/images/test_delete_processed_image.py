import pytest
from botocore.exceptions import ClientError

from functions.images.delete_processed_image.handler import handler
from functions.images.get_processed_image.handler import handler as get_processed
from functions.processing.like_result.handler import handler as like_result
from splashmy import resources
from splashmy.ids import new_id
from splashmy.processing.result_records import Like
from tests.accounts import Accounts
from tests.client import Client
from tests.factories.results import a_result
from tests.images.processed import NOT_FOUND, refusals
from tests.images.test_list_processed_images import listed


def test_a_deleted_one_is_gone_from_everywhere(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    result = a_result(ana, original_image_id=new_id(), stored=True, is_public=True)
    client.call(like_result, caller="bob", result_id=result.id)

    answer = client.call(handler, caller=ana, result_id=result.id)

    assert (answer.status, answer.data) == (200, {"id": result.id})
    assert client.call(get_processed, caller=ana, result_id=result.id).status == 404
    assert listed(client, ana) == (0, [])
    assert list(Like.query(f"LIKES#{result.id}")) == []
    with pytest.raises(ClientError, match="404"):
        resources.client("s3").head_object(Bucket=resources.MEDIA.id, Key=result.original_key)


def test_only_an_own_result_of_an_image_is_found(client: Client, accounts: Accounts) -> None:
    assert refusals(client, handler, accounts["ana"], accounts["bob"]) == NOT_FOUND
