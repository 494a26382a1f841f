"""What SQS delivers to a function, and which of it must come again."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field


class Attributes(BaseModel):
    receive_count: int = Field(alias="ApproximateReceiveCount")


class Delivered(BaseModel):
    message_id: str = Field(alias="messageId")
    receipt_handle: str = Field(alias="receiptHandle")
    body: str
    attributes: Attributes


class Delivery(BaseModel):
    """One message: the triggers ask for batches of one."""

    records: Annotated[list[Delivered], Field(alias="Records", min_length=1, max_length=1)]


class Failed(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    item_identifier: str = Field(alias="itemIdentifier")


class Unfinished(BaseModel):
    """The messages that Lambda shall leave in the queue."""

    model_config = ConfigDict(populate_by_name=True)

    failures: list[Failed] = Field(alias="batchItemFailures")

    @classmethod
    def of(cls, *records: Delivered) -> Self:
        return cls(failures=[Failed(item_identifier=one.message_id) for one in records])
