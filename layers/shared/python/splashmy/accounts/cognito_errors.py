"""What each error of the user pool means to whoever called us; every one that AWS documents."""

from collections.abc import Callable
from functools import partial

from botocore.exceptions import ClientError

from splashmy.accounts.records import (
    CodeNotSent,
    EmailNotVerified,
    EmailTaken,
    InvalidCode,
    InvalidCredentials,
    InvalidRefreshToken,
    UsernameTaken,
)
from splashmy.core.aws_errors import error_code
from splashmy.core.errors import ApiError, Forbidden, InvalidRequest, TooManyRequests

RETRY_AFTER = 5  # seconds; Cognito does not say how long

Answer = Callable[[], ApiError]

_busy = partial(TooManyRequests, retry_after=RETRY_AFTER)
_trigger_failed = ("InvalidLambdaResponse", "UnexpectedLambda", "UserLambdaValidation")


_new_password: dict[str, Answer] = {
    "InvalidPassword": partial(InvalidRequest.field, "new_password", "password_refused"),
    "PasswordHistoryPolicyViolation": partial(
        InvalidRequest.field, "new_password", "password_used_before"
    ),
}


# Without the "Exception" that ends all names. These mean the same in every call.
ANSWERS: dict[str, Answer] = {
    "AliasExists": InvalidCode,
    "CodeDeliveryFailure": partial(CodeNotSent, retry_after=RETRY_AFTER),
    "CodeMismatch": InvalidCode,
    "ExpiredCode": InvalidCode,
    "Forbidden": _busy,  # by a web ACL of the pool, which we call for many
    "LimitExceeded": _busy,
    "NotAuthorized": InvalidCredentials,
    # Whoever must reset a password is told nothing that a stranger would not be told.
    "PasswordResetRequired": InvalidCredentials,
    "RefreshTokenReuse": InvalidRefreshToken,
    "TooManyFailedAttempts": _busy,
    "TooManyRequests": _busy,
    "UserNotFound": InvalidCredentials,
    "UsernameExists": UsernameTaken,
}
ANSWERS_OF: dict[str, dict[str, Answer]] = {
    "admin_initiate_auth": {
        "InvalidParameter": InvalidCredentials,
        "UserNotConfirmed": EmailNotVerified,
    },
    "admin_respond_to_auth_challenge": {
        **_new_password,
        "UserNotConfirmed": EmailNotVerified,
        "InvalidParameter": partial(InvalidRequest.field, "new_password", "password_refused"),
        "CodeMismatch": InvalidCredentials,
        "ExpiredCode": InvalidCredentials,
    },
    "admin_update_user_attributes": {"AliasExists": EmailTaken},
    "change_password": {
        **_new_password,
        "InvalidParameter": InvalidCredentials,
        "UserNotConfirmed": InvalidCredentials,
    },
    "confirm_forgot_password": {
        **_new_password,
        "InvalidParameter": InvalidCode,
        "UserNotConfirmed": InvalidCode,
    },
    "confirm_sign_up": {"InvalidParameter": InvalidCode},
    "get_tokens_from_refresh_token": {"InvalidParameter": InvalidRefreshToken},
    "revoke_token": {
        "InvalidParameter": InvalidRefreshToken,
        "Unauthorized": InvalidRefreshToken,
        "UnsupportedTokenType": InvalidRefreshToken,
    },
    "sign_up": {
        "NotAuthorized": Forbidden,  # the pool was closed to those who register themselves
        "InvalidPassword": partial(InvalidRequest.field, "password", "password_refused"),
        "InvalidParameter": partial(InvalidRequest.field, "email", "malformed_email"),
    },
}
# The pool has done what was asked, or had done it before: the call was repeated, or our trigger
# failed after it, whose profile is then made at the next sign-in.
DONE: dict[str, set[str]] = {
    "admin_confirm_sign_up": {"NotAuthorized", *_trigger_failed},
    "admin_delete_user": {"UserNotFound"},
    "admin_user_global_sign_out": {"UserNotFound"},
    "confirm_forgot_password": {*_trigger_failed},
    "confirm_sign_up": {*_trigger_failed},
}
# Why no code is sent; to tell would be to tell who has an account.
UNSAID = {
    "CodeDeliveryFailure",
    "InvalidParameter",
    "LimitExceeded",
    "NotAuthorized",
    "UserNotConfirmed",
    "UserNotFound",
}
# Mistakes of this deployment, which no caller can mend: 500, with the error in the log.
OURS = {
    "FeatureUnavailableInTier",
    "InvalidEmailRoleAccessPolicy",
    "InvalidParameter",
    "InvalidSmsRoleAccessPolicy",
    "InvalidSmsRoleTrustRelationship",
    "InvalidUserPoolConfiguration",
    "MFAMethodNotFound",
    "OperationNotEnabled",
    "ResourceNotFound",
    "SoftwareTokenMFANotFound",
    "UnsupportedOperation",
    *_trigger_failed,
}


# Only who signs in shows a password: these are refused to our role, and a caller is told of none.
OURS_OF = {
    "admin_delete_user": {"NotAuthorized"},
    "admin_get_user": {"NotAuthorized"},
    "admin_update_user_attributes": {"NotAuthorized"},
    "admin_user_global_sign_out": {"NotAuthorized"},
    "describe_user_pool_client": {"NotAuthorized"},
    "list_users": {"NotAuthorized"},
}


def is_done(action: str, error: ClientError) -> bool:
    """Whether the call has had its effect all the same."""
    return _name(error) in DONE.get(action, ())


def is_unsaid(error: ClientError) -> bool:
    return _name(error) in UNSAID


def is_ours(action: str, error: ClientError) -> bool:
    """Whether it is a mistake of this deployment that no caller has made otherwise."""
    return _name(error) in OURS_OF.get(action, ())


def translated(action: str, error: ClientError) -> Exception:
    """The error for our caller; Cognito's own where it is our mistake or the pool is busy."""
    name = _name(error)
    if is_ours(action, error):
        return error
    answer = ANSWERS_OF.get(action, {}).get(name) or ANSWERS.get(name)
    return answer() if answer else error


def _name(error: ClientError) -> str:
    return (error_code(error) or "").removesuffix("Exception")
