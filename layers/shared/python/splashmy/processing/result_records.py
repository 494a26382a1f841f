"""What stands beside a Result in the `results` table: its lists, its public face and its likes.

| item      | pk               | sk             | access                                           |
|-----------|------------------|----------------|--------------------------------------------------|
| ListEntry | USER#<owner>#<l> | <result>       | a filtered list, newest first: 1 Query           |
| Published | PUBLIC           | RESULT#<id>    | GetItem by anyone; newest first: 1 Query;        |
|           |                  |                | most liked first: 1 Query of a by_likes index    |
| Like      | LIKES#<result>   | USER#<liker>   | GetItem; who likes a result: 1 Query             |
| OwnLike   | USER#<liker>     | LIKE#<result>  | what a user who leaves has liked: 1 Query        |
| Liked     | USER#<liker>     | LIKED#<result> | what a user likes, newest first: 1 Query         |
| Count     | PUBLIC, USER#... | COUNT#<list>   | the length of a list, moved with its entries     |
| Leftover  | LEFTOVERS        | RESULT#<id>    | what a change of a result left to be done: Query |

A key that a cursor may show holds no other user's id.
"""

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from splashmy.processing.records import Result
from splashmy.records import Record
from splashmy.resources import RESULTS

PUBLIC = "PUBLIC"
LEFTOVERS = "LEFTOVERS"


class ListEntry(Record):
    """A result is in a list of its owner."""

    class Meta:
        table_name = "results"

    table = RESULTS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


class Count(Record):
    class Meta:
        table_name = "results"

    table = RESULTS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    length = NumberAttribute(default=0)


class ByLikes(GlobalSecondaryIndex["Published"]):
    class Meta:
        index_name = "by_likes"
        projection = AllProjection()

    pk = UnicodeAttribute(hash_key=True)
    rank = NumberAttribute(range_key=True)


class ByLikesToday(GlobalSecondaryIndex["Published"]):
    class Meta:
        index_name = "by_likes_today"
        projection = AllProjection()

    day = UnicodeAttribute(hash_key=True)
    rank = NumberAttribute(range_key=True)


class ByLikesThisWeek(GlobalSecondaryIndex["Published"]):
    class Meta:
        index_name = "by_likes_this_week"
        projection = AllProjection()

    week = UnicodeAttribute(hash_key=True)
    rank = NumberAttribute(range_key=True)


class ByLikesThisMonth(GlobalSecondaryIndex["Published"]):
    class Meta:
        index_name = "by_likes_this_month"
        projection = AllProjection()

    month = UnicodeAttribute(hash_key=True)
    rank = NumberAttribute(range_key=True)


class Published(Result):
    """What anyone may see of a public result: a copy without its prompt.

    `rank` orders by likes and then by age; day, week and month are the UTC ones it was made in.
    """

    by_likes = ByLikes()
    by_likes_today = ByLikesToday()
    by_likes_this_week = ByLikesThisWeek()
    by_likes_this_month = ByLikesThisMonth()

    rank = NumberAttribute()
    day = UnicodeAttribute()
    week = UnicodeAttribute()
    month = UnicodeAttribute()


class Like(Record):
    """A user likes a result; stays while the result is private."""

    class Meta:
        table_name = "results"

    table = RESULTS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    user_id = UnicodeAttribute()

    @staticmethod
    def key(result_id: str, user_id: str) -> tuple[str, str]:
        return f"LIKES#{result_id}", f"USER#{user_id}"


class OwnLike(Record):
    """The liker's side of a Like: both come and go together."""

    class Meta:
        table_name = "results"

    table = RESULTS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    result_id = UnicodeAttribute()
    owner_id = UnicodeAttribute()

    @staticmethod
    def key(user_id: str, result_id: str) -> tuple[str, str]:
        return f"USER#{user_id}", f"LIKE#{result_id}"


class Liked(Record):
    """A public result in the list of a user who likes it."""

    class Meta:
        table_name = "results"

    table = RESULTS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    result_id = UnicodeAttribute()
    owner_id = UnicodeAttribute()

    @staticmethod
    def key(user_id: str, result_id: str) -> tuple[str, str]:
        return f"USER#{user_id}", f"LIKED#{result_id}"


class Leftover(Record):
    """The latest change of a result has not reached everything yet."""

    class Meta:
        table_name = "results"

    table = RESULTS

    pk = UnicodeAttribute(hash_key=True, default=LEFTOVERS)
    sk = UnicodeAttribute(range_key=True)
    result_id = UnicodeAttribute()
    owner_id = UnicodeAttribute()
    keys = JSONAttribute(default=list)
    is_deleted = BooleanAttribute()
    version = UnicodeAttribute()
