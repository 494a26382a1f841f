"""The `results` table: the pictures that jobs made, their lists, public copies and likes.

| item      | pk               | sk             | access                                           |
|-----------|------------------|----------------|--------------------------------------------------|
| Result    | USER#<owner>     | RESULT#<id>    | GetItem; own list, newest first: 1 Query         |
| ListEntry | USER#<owner>#<l> | <result>       | a filtered list, newest first: 1 Query           |
| Published | PUBLIC...        | RESULT#<id>    | GetItem by anyone; newest first: 1 Query;        |
|           |                  |                | most liked first: 1 Query of a by_likes index    |
| Like      | LIKES#<result>   | USER#<liker>   | GetItem; who likes a result: 1 Query             |
| OwnLike   | USER#<liker>     | LIKE#<result>  | what a user who leaves has liked: 1 Query        |
| Liked     | USER#<liker>     | LIKED#<result> | what a user likes, newest first: 1 Query         |
| Review    | REVIEWS,         | <result>       | what waits for a person, or was taken down, with |
|           | TAKEN_DOWN       |                | its owner: GetItem, newest first: 1 Query        |
| Report    | USER#<reporter>  | REPORT#<id>    | put only if absent: once for each user           |
| Count     | PUBLIC, USER#... | COUNT#<list>   | the length of a list, moved with its entries     |
| LikerDay  | LIKERS#<day>     | <liker>        | who liked something on a UTC day: 1 Query        |
| PendingUpdate | PENDING_UPDATES | RESULT#<id> | what a change of a result left to do: Query     |

PUBLIC... is PUBLIC, and with #STYLE#<id>, #AUTHOR#<username> or both the results of those filters.
A key that a cursor may show holds no other user's id.
"""

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from splashmy.core.errors import Conflict, NotFound
from splashmy.core.ids import ImageId, JobId, ResultId, StyleId, UserId, id_attribute
from splashmy.core.records import Record, index
from splashmy.core.resources import RESULTS
from splashmy.core.sweeps import SweptRecord

PUBLIC = "PUBLIC"
PENDING_UPDATES = "PENDING_UPDATES"
REVIEWS = "REVIEWS"
TAKEN_DOWN = "TAKEN_DOWN"


class ResultNotFound(NotFound):
    message = "Result not found."


class ResultTakenDown(Conflict):
    message = "This result was taken down and cannot be published."


class Result(Record):
    """One picture that a job made: the provider's bytes, a display size and a thumbnail."""

    table = RESULTS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    id = id_attribute(ResultId)
    job_id = id_attribute(JobId)
    job_type = UnicodeAttribute()
    owner_id = id_attribute(UserId)
    owner_username = UnicodeAttribute(default="")
    prompt = UnicodeAttribute(default="")
    original_image_id = id_attribute(ImageId, null=True)
    original_image_key = UnicodeAttribute(null=True)
    original_thumbnail_key = UnicodeAttribute(null=True)
    style_id = id_attribute(StyleId, null=True)
    style_name = UnicodeAttribute(null=True)
    style_names = JSONAttribute(default=dict)  # its translations
    original_key = UnicodeAttribute()
    display_key = UnicodeAttribute()
    thumbnail_key = UnicodeAttribute()
    format = UnicodeAttribute()
    size = NumberAttribute()
    quality = UnicodeAttribute()
    background = UnicodeAttribute()
    width = NumberAttribute()
    height = NumberAttribute()
    is_public = BooleanAttribute(default=False)
    is_favorite = BooleanAttribute(default=False)
    user_rating = NumberAttribute(null=True)
    like_count = NumberAttribute(default=0)
    owner_likes = BooleanAttribute(default=False)
    download_count = NumberAttribute(default=0)
    reports = JSONAttribute(default=list)
    report_count = NumberAttribute(default=0)
    in_review = BooleanAttribute(default=False)
    taken_down = JSONAttribute(null=True)
    was_public = BooleanAttribute(default=False)
    created_at = UTCDateTimeAttribute()

    @staticmethod
    def key(owner_id: UserId, result_id: ResultId) -> tuple[str, str]:
        return f"USER#{owner_id}", f"RESULT#{result_id}"


class ListEntry(Record):
    """A result is in a list of its owner."""

    table = RESULTS

    pk = UnicodeAttribute(hash_key=True)
    sk = id_attribute(ResultId, range_key=True)


class Count(Record):
    table = RESULTS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    length = NumberAttribute(default=0)


class Published(Result):
    """What anyone may see of a public result: a copy for each public list, without its prompt.

    `rank` orders by likes and then by age; day, week and month are the list's of the UTC ones it
    was made in.
    """

    by_likes = index(RESULTS, "by_likes")
    by_likes_today = index(RESULTS, "by_likes_today")
    by_likes_this_week = index(RESULTS, "by_likes_this_week")
    by_likes_this_month = index(RESULTS, "by_likes_this_month")

    rank = NumberAttribute()
    day = UnicodeAttribute()
    week = UnicodeAttribute()
    month = UnicodeAttribute()


class Like(Record):
    """A user likes a result; stays while the result is private."""

    table = RESULTS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    user_id = id_attribute(UserId)

    @staticmethod
    def key(result_id: ResultId, user_id: UserId) -> tuple[str, str]:
        return f"LIKES#{result_id}", f"USER#{user_id}"


class OwnLike(Record):
    """The liker's side of a Like: both come and go together."""

    table = RESULTS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    result_id = id_attribute(ResultId)
    owner_id = id_attribute(UserId)

    @staticmethod
    def key(user_id: UserId, result_id: ResultId) -> tuple[str, str]:
        return f"USER#{user_id}", f"LIKE#{result_id}"


class Liked(Record):
    """A public result in the list of a user who likes it."""

    table = RESULTS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    result_id = id_attribute(ResultId)
    owner_id = id_attribute(UserId)

    @staticmethod
    def key(user_id: UserId, result_id: ResultId) -> tuple[str, str]:
        return f"USER#{user_id}", f"LIKED#{result_id}"


class Review(Record):
    """A result that waits for a person, or that was taken down."""

    table = RESULTS

    pk = UnicodeAttribute(hash_key=True)
    sk = id_attribute(ResultId, range_key=True)
    owner_id = id_attribute(UserId)


class Report(Record):
    """That a user reported a result; the result has the words, without who wrote them."""

    table = RESULTS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    reason = UnicodeAttribute()
    text = UnicodeAttribute(default="")
    created_at = UTCDateTimeAttribute()

    @staticmethod
    def key(user_id: UserId, result_id: ResultId) -> tuple[str, str]:
        return f"USER#{user_id}", f"REPORT#{result_id}"


class LikerDay(SweptRecord):
    """A user liked something, or took a like back, on a UTC day."""

    table = RESULTS

    pk = UnicodeAttribute(hash_key=True)
    sk = id_attribute(UserId, range_key=True)
    expires_at = NumberAttribute()

    @staticmethod
    def of(day: str) -> str:
        return f"LIKERS#{day}"


class PendingUpdate(SweptRecord):
    """The latest change of a result has not reached everything yet; `reached` is the last liker
    that it has.
    """

    table = RESULTS

    pk = UnicodeAttribute(hash_key=True, default=PENDING_UPDATES)
    sk = UnicodeAttribute(range_key=True)
    result_id = id_attribute(ResultId)
    owner_id = id_attribute(UserId)
    keys = JSONAttribute(default=list)
    is_deleted = BooleanAttribute()
    version = UnicodeAttribute()
    reached = id_attribute(UserId, null=True)
