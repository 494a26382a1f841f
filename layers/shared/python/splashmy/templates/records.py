"""Templates, in the `jobs` table.

| item          | pk                   | sk            | access                                    |
|---------------|----------------------|---------------|-------------------------------------------|
| Template      | USER#<owner>, PUBLIC | TEMPLATE#<id> | GetItem; all, newest first: 1 Query       |
| TemplateCount | USER#<owner>, PUBLIC | TEMPLATES     | moved with them, so that none is too many |
"""

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from splashmy.core.errors import Conflict, NotFound
from splashmy.core.ids import TemplateId, id_attribute
from splashmy.core.records import Record
from splashmy.core.resources import JOBS

PUBLIC = "PUBLIC"
MOST = 100  # templates of one user, and public ones: a list reads them whole


class TemplateNotFound(NotFound):
    message = "Template not found."


class TooManyTemplates(Conflict):
    message = f"There are {MOST} templates already."


class Template(Record):
    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    id = id_attribute(TemplateId)
    name = UnicodeAttribute()
    description = UnicodeAttribute(default="")
    job_type = UnicodeAttribute()
    prompt_template = UnicodeAttribute()
    default_parameters = JSONAttribute(default=dict)
    category = UnicodeAttribute(default="")
    is_public = BooleanAttribute(default=False)
    is_premium = BooleanAttribute(default=False)
    usage_count = NumberAttribute(default=0)
    created_at = UTCDateTimeAttribute()

    @staticmethod
    def key(partition: str, template_id: TemplateId) -> tuple[str, str]:
        return partition, f"TEMPLATE#{template_id}"


class TemplateCount(Record):
    table = JOBS

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True, default="TEMPLATES")
    length = NumberAttribute(default=0)
