"""Avatars: one upload is awaited at a time, and only an accepted picture becomes the avatar."""

from typing import Any

from pynamodb.expressions.update import Action

from splashmy.accounts import profiles
from splashmy.core import media, metrics
from splashmy.core.clock import now
from splashmy.core.ids import AvatarId, ReservedId, UserId
from splashmy.core.records import ConditionFailed
from splashmy.core.resources import MEDIA, QUARANTINE, client
from splashmy.core.settings import settings
from splashmy.identity.caller import SignedIn
from splashmy.identity.records import User
from splashmy.images import moderation, quarantine
from splashmy.images.quarantine import Arrival

FOLDER = "avatars"


def form(caller: SignedIn, content_type: str, new_id: ReservedId) -> dict[str, Any]:
    """S3's presigned POST; an earlier one is not awaited any more."""
    avatar_id, known = AvatarId(new_id.value), settings()
    profiles.of(caller).update(
        [
            User.awaited_avatar.set(avatar_id),
            User.avatar_failure.remove(),
            User.updated_at.set(now()),
        ],
        condition=User.pk.exists(),
    )
    presigned: dict[str, Any] = client("s3").generate_presigned_post(
        QUARANTINE.id,
        f"{FOLDER}/{caller.id}/{avatar_id}",
        Fields={"Content-Type": content_type},
        Conditions=[
            {"Content-Type": content_type},
            ["content-length-range", 1, known.max_upload_size],
        ],
        ExpiresIn=known.upload_expires_in,
    )
    return presigned | {"expires_in": known.upload_expires_in}


def awaiting(user_id: UserId, avatar_id: AvatarId) -> User | None:
    """The user, if this is the avatar that is awaited."""
    try:
        user = User.get(*User.key(user_id), consistent_read=True)
    except User.DoesNotExist:
        return None
    return user if user.awaited_avatar == avatar_id and not user.is_disabled else None


def accept(user: User, arrival: Arrival, content: bytes) -> None:
    """Store the avatar and remove the one it replaces, unless it is not awaited any more.

    The key names the version that was uploaded: of two uploads with one form, the one that lost
    removes its own. Of two events of one upload the second finds its key in use.
    """
    key = f"{FOLDER}/{media.folder(user.id)}/{arrival.picture_id}/{arrival.version_id}.webp"
    replaced = user.avatar_key
    media.put(key, content, "image/webp")
    if _settle(user, AvatarId(arrival.picture_id), User.avatar_key.set(key)):
        if replaced:
            _remove(replaced)
    elif _current_key(user.id) != key:
        _remove(key)


def _current_key(user_id: UserId) -> str | None:
    try:
        return User.get(*User.key(user_id), consistent_read=True).avatar_key
    except User.DoesNotExist:
        return None


def refuse(user: User, avatar_id: AvatarId, failure: dict[str, str]) -> None:
    """Leave the avatar as it was, and say why; the same form cannot be used again."""
    _settle(user, avatar_id, User.avatar_failure.set(failure))


def delete(caller: SignedIn) -> None:
    """Remove the avatar, and wait for none."""
    user = caller.user
    while user and not _deleted(user):  # an upload was accepted meanwhile: its picture goes too
        user = User.find(caller.id)
    if user and user.avatar_key:
        _remove(user.avatar_key)


def _deleted(user: User) -> bool:
    """Whether its avatar was still the one that was read."""
    key = User.avatar_key
    as_read = key == user.avatar_key if user.avatar_key else key.does_not_exist()
    gone: list[Action] = [
        User.avatar_key.remove(),
        User.awaited_avatar.remove(),
        User.avatar_failure.remove(),
        User.updated_at.set(now()),
    ]
    try:
        User(user.pk, user.sk).update(gone, User.pk.exists() & as_read)
    except ConditionFailed:
        return False
    return True


def _settle(user: User, avatar_id: AvatarId, *changes: Any) -> bool:
    """Whether the avatar was still awaited, by an account that is still open."""
    try:
        user.update(
            [*changes, User.awaited_avatar.remove(), User.updated_at.set(now())],
            condition=(User.awaited_avatar == avatar_id) & (User.is_disabled == False),  # noqa: E712
        )
    except ConditionFailed:
        return False
    return True


def _remove(key: str) -> None:
    client("s3").delete_object(Bucket=MEDIA.id, Key=key)


UNSAFE_AVATAR = {"code": "image_unsafe", "message": "This image cannot be used as an avatar."}


def take_avatar(arrival: Arrival) -> None:
    """Make an awaited upload its owner's avatar if it may be shown; safe to repeat."""
    avatar_id = AvatarId(arrival.picture_id)
    if user := awaiting(arrival.owner_id, avatar_id):
        _classify(user, avatar_id, arrival)
    quarantine.discard(arrival)


def _classify(user: User, avatar_id: AvatarId, arrival: Arrival) -> None:
    from splashmy.images import pictures  # loads Pillow
    from splashmy.imaging.failures import UnusablePicture

    try:
        picture = pictures.normalise(quarantine.fetch(arrival).content)
    except UnusablePicture as unusable:
        refuse(user, avatar_id, unusable.failure)
        return
    if settings().content_moderation and moderation.unsafe_labels(picture.for_moderation):
        metrics.record(metrics.MODERATION_REJECTIONS, by="avatar")
        refuse(user, avatar_id, UNSAFE_AVATAR)
        return
    accept(user, arrival, pictures.square(picture))
