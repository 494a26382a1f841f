"""POST /styles/{style_id}/rate"""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from functions.styles.get_style.handler import handler as get_style
from functions.styles.rate_style.handler import handler
from splashmy.core.ids import UserId
from splashmy.styles import counters, ratings
from tests.client import Client
from tests.factories.styles import a_style
from tests.users import Account, Accounts


def test_a_rating_moves_the_average_at_once(client: Client) -> None:
    style = a_style()
    client.call(handler, style_id=style.id, caller="ana", body={"rating": 5, "comment": "Lovely"})

    response = client.call(handler, style_id=style.id, caller="ben", body={"rating": 2})

    assert response.status == 200
    assert response.data == {"rating": 2, "average_rating": 3.5, "total_ratings": 2}
    shown = client.call(get_style, style_id=style.id, caller="ana").data
    assert (shown["average_rating"], shown["total_ratings"], shown["user_rating"]) == (3.5, 2, 5)


def test_a_second_rating_replaces_the_first(client: Client) -> None:
    style = a_style()
    client.call(handler, style_id=style.id, caller="ana", body={"rating": 1})

    response = client.call(handler, style_id=style.id, caller="ana", body={"rating": 5})

    assert response.data == {"rating": 5, "average_rating": 5.0, "total_ratings": 1}


def test_two_hundred_ratings_and_ratings_anew_in_parallel_are_exact(stack: object) -> None:
    style, users = a_style(), [str(uuid4()) for _ in range(200)]
    first = [(user, 1 + place % 5) for place, user in enumerate(users)]
    anew = [(user, 1 + place % 3) for place, user in enumerate(users)]

    with ThreadPoolExecutor(40) as pool:
        rated = [
            pool.submit(ratings.rate, UserId(user), style.id, rating=rating, comment="")
            for user, rating in first
        ]
        assert [one.exception() for one in rated] == [None] * 200
        assert counters.totals(style.id).total_ratings == 200
        assert counters.totals(style.id).rating_sum == sum(rating for _, rating in first)
        again = [
            pool.submit(ratings.rate, UserId(user), style.id, rating=rating, comment="")
            for user, rating in anew
        ]

    assert [one.exception() for one in again] == [None] * 200
    assert counters.totals(style.id).total_ratings == 200
    assert counters.totals(style.id).rating_sum == sum(rating for _, rating in anew)


def test_parallel_ratings_of_one_user_count_once(client: Client, accounts: Accounts) -> None:
    style, user = a_style(), accounts.new()

    def rate(rating: int) -> int:
        return client.call(handler, style_id=style.id, caller=user, body={"rating": rating}).status

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(rate, [1, 2, 3, 4, 5, 1, 2, 3]))

    assert statuses == [200] * 8
    shown = client.call(get_style, style_id=style.id, caller=user).data
    assert shown["total_ratings"] == 1
    assert shown["average_rating"] == shown["user_rating"]


def test_two_hundred_requests_in_parallel_are_exact(client: Client, accounts: Accounts) -> None:
    style, users = a_style(), [accounts.new() for _ in range(20)]
    asked = [
        (user, 1 + (place + turn) % 5) for turn in range(10) for place, user in enumerate(users)
    ]

    def rate(user: Account, rating: int) -> int:
        return client.call(handler, style_id=style.id, caller=user, body={"rating": rating}).status

    with ThreadPoolExecutor(20) as pool:
        statuses = list(pool.map(lambda one: rate(*one), asked))

    assert statuses == [200] * 200
    shown = [client.call(get_style, style_id=style.id, caller=user).data for user in users]
    assert shown[0]["total_ratings"] == 20
    assert shown[0]["average_rating"] == sum(one["user_rating"] for one in shown) / 20


@pytest.mark.parametrize("rating", [0, 6, 3.5, "5", True, None])
def test_a_rating_is_a_whole_number_from_one_to_five(client: Client, rating: object) -> None:
    response = client.call(handler, style_id=a_style().id, caller="ana", body={"rating": rating})

    assert (response.status, response.code) == (422, "invalid_request")
    assert response.body["error"]["details"][0]["field"] == "rating"


def test_a_style_that_is_not_offered_cannot_be_rated(client: Client) -> None:
    style = a_style(is_active=False)

    response = client.call(handler, style_id=style.id, caller="ana", body={"rating": 5})

    assert (response.status, response.code) == (404, "style_not_found")


def test_who_rates_must_be_signed_in(client: Client) -> None:
    response = client.call(handler, style_id=uuid4(), body={"rating": 5})

    assert (response.status, response.code) == (401, "unauthorized")
