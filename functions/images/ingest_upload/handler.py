"""S3's "Object Created" in the quarantine bucket."""

from pydantic import BaseModel, Field

from splashmy.accounts import avatars, avatars as account_avatars
from splashmy.core.resources import IMAGES, MEDIA, QUARANTINE, REKOGNITION, USERS
from splashmy.images import ingest
from splashmy.images.quarantine import Arrival
from splashmy.web import task


class Object(BaseModel):
    key: str
    version_id: str = Field(alias="version-id")


class Detail(BaseModel):
    object: Object


class Uploaded(BaseModel):
    detail: Detail


@task(
    grants=[
        IMAGES.get,
        IMAGES.batch_get,
        IMAGES.put,
        IMAGES.update,
        IMAGES.delete,
        QUARANTINE.get_version,
        QUARANTINE.delete_version,
        MEDIA.put,
        MEDIA.delete,
        USERS.get,
        USERS.update,
        REKOGNITION.allow("DetectModerationLabels", "DetectLabels"),
    ],
    layers=["imaging"],
    memory=1769,
    timeout=120,
    dead_letters=True,
    loads=["splashmy.images.pictures"],
)
def handler(event: Uploaded) -> None:
    """Check, moderate and store what was uploaded; once, however often the event comes."""
    uploaded = event.detail.object
    arrival = Arrival(uploaded.key, uploaded.version_id)
    take = (
        account_avatars.take_avatar
        if uploaded.key.startswith(f"{avatars.FOLDER}/")
        else ingest.take_in
    )
    take(arrival)
