"""The profile of a user."""

from splashmy.accounts import members, names
from splashmy.accounts.cognito import as_administrator
from splashmy.accounts.records import EmailMissing, EmailTaken, NameClaim
from splashmy.accounts.schemas import AvatarFailure, Profile, ProfileDetails, UpdateProfile
from splashmy.core import media
from splashmy.core.clock import now
from splashmy.core.ids import StyleId, UserId, new_id
from splashmy.core.records import ConditionFailed
from splashmy.core.transactions import Transaction, transact
from splashmy.identity.caller import SignedIn
from splashmy.identity.limits import daily_processes
from splashmy.identity.records import User
from splashmy.styles.records import Style, StyleNotFound


def create(user_id: UserId, *, email: str, username: str) -> None:
    """Create the profile unless it exists; safe to repeat."""
    user = _fresh(user_id, email, username, new_id(str))

    def write(transaction: Transaction) -> None:
        transaction.save(user, condition=User.pk.does_not_exist())
        names.settle(transaction, email=email, username=username, user_id=user_id)
        members.enter(transaction, user)

    try:
        transact(write)
    except ConditionFailed as failed:
        if failed.concerns(User):
            return
        if failed.concerns(NameClaim):
            raise EmailTaken from None
        raise


def _fresh(user_id: UserId, email: str, username: str, member_id: str) -> User:
    return User(
        *User.key(user_id),
        id=user_id,
        email=email,
        username=username,
        member_id=member_id,
        created_at=now(),
        updated_at=now(),
    )


def of(caller: SignedIn) -> User:
    """The caller's profile, created now if the trigger was missed."""
    return caller.user or find_or_create(caller.id, caller.username)


def find_or_create(user_id: UserId, username: str) -> User:
    try:
        return User.get(*User.key(user_id), consistent_read=True)
    except User.DoesNotExist:
        recover(username)
        return User.get(*User.key(user_id), consistent_read=True)


def recover(username: str) -> None:
    """Create the profile from what Cognito knows, in case the trigger was missed."""
    found = as_administrator("admin_get_user", Username=username)["UserAttributes"]
    attributes = {one["Name"]: one["Value"] for one in found}
    if not attributes.get("email"):
        raise EmailMissing
    create(attributes["sub"], email=attributes["email"], username=username)


def change(user: User, changes: UpdateProfile) -> User:
    """Write what was given, and only that."""
    given = changes.given(mode="json")
    values = given.pop("profile", {}) | given
    if values.get("preferred_styles"):
        _require_styles(values["preferred_styles"])
    actions = [getattr(User, name).set(value) for name, value in values.items()]
    user.update([*actions, User.updated_at.set(now())], condition=User.pk.exists())
    return user


def _require_styles(style_ids: list[StyleId]) -> None:
    wanted = set(style_ids)
    known = {style.id for style in Style.batch_get([Style.key(one) for one in wanted])}
    if known != wanted:
        raise StyleNotFound


def show(user: User) -> Profile:
    return Profile(
        id=user.id,
        email=user.email,
        username=user.username,
        first_name=user.first_name,
        last_name=user.last_name,
        avatar_url=media.url(user.avatar_key) if user.avatar_key else None,
        urls_expire_at=media.urls_expire_at() if user.avatar_key else None,
        avatar_failure=AvatarFailure(**user.avatar_failure) if user.avatar_failure else None,
        is_premium=user.is_premium,
        processing_count=int(user.processing_count),
        created_at=user.created_at,
        profile=details(user),
    )


def details(user: User) -> ProfileDetails:
    return ProfileDetails(
        bio=user.bio,
        preferred_styles=list(user.preferred_styles),
        max_daily_processes=daily_processes(user),
        notify_by_email=user.notify_by_email,
    )
