"""The quarantine bucket: what was uploaded, until ingest has checked it."""

from dataclasses import dataclass
from datetime import datetime

from splashmy.core.ids import ImageId, UserId
from splashmy.core.resources import QUARANTINE, client


class NotAwaitedError(Exception):
    """The upload is a second one, too late, or of an image that is gone."""


@dataclass(frozen=True)
class Arrival:
    """One version of an object in the quarantine bucket."""

    key: str
    version_id: str

    @property
    def owner_id(self) -> UserId:
        return UserId(self.key.split("/")[1])

    @property
    def picture_id(self) -> str:
        """Of an image or an avatar."""
        return self.key.split("/")[2]

    @property
    def image_id(self) -> ImageId:
        return ImageId(self.picture_id)


@dataclass(frozen=True)
class Upload:
    content: bytes
    arrived_at: datetime


def fetch(arrival: Arrival) -> Upload:
    stored = client("s3").get_object(
        Bucket=QUARANTINE.id, Key=arrival.key, VersionId=arrival.version_id
    )
    return Upload(bytes(stored["Body"].read()), stored["LastModified"])


def discard(arrival: Arrival) -> None:
    client("s3").delete_object(Bucket=QUARANTINE.id, Key=arrival.key, VersionId=arrival.version_id)
