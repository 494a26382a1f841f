import pytest
from botocore.exceptions import ClientError

from functions.processing.delete_result.handler import handler
from functions.processing.get_result.handler import handler as get_result
from functions.processing.like_result.handler import handler as like_result
from splashmy.core import resources
from splashmy.results.records import Like
from tests.client import Client
from tests.factories.results import a_result
from tests.functions.processing.test_list_public_results import feed
from tests.functions.processing.test_list_results import listed
from tests.users import Accounts


def test_a_deleted_result_is_gone_from_everywhere(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    before = feed(client).body["pagination"]["count"]
    result = a_result(ana, stored=True, is_public=True, is_favorite=True)
    client.call(like_result, caller="bob", result_id=result.id)

    response = client.call(handler, caller=ana, result_id=result.id)

    assert (response.status, response.data) == (200, {"id": result.id})
    assert client.call(get_result, caller=ana, result_id=result.id).status == 404
    assert [listed(client, ana), listed(client, ana, favorites="true")] == [(0, [])] * 2
    assert listed(client, ana, job_id=result.job_id) == (0, [])
    assert feed(client).body["pagination"]["count"] == before
    assert list(Like.query(f"LIKES#{result.id}")) == []
    for key in (result.original_key, result.display_key, result.thumbnail_key):
        with pytest.raises(ClientError, match="404"):
            resources.client("s3").head_object(Bucket=resources.MEDIA.id, Key=key)


def test_a_second_delete_finds_nothing(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"])
    client.call(handler, caller="ana", result_id=result.id)

    response = client.call(handler, caller="ana", result_id=result.id)

    assert (response.status, response.code) == (404, "result_not_found")


def test_only_the_owner_deletes(client: Client, accounts: Accounts) -> None:
    result = a_result(accounts["ana"], is_public=True)

    response = client.call(handler, caller="bob", result_id=result.id)

    assert (response.status, response.code) == (404, "result_not_found")
    assert client.call(get_result, result_id=result.id).status == 200
