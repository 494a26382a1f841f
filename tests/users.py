"""Users that exist for a test, signed in with real Cognito tokens."""

import base64
import functools
import hashlib
import hmac
import time
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from pydantic import SecretStr

from local.stack import Stack
from splashmy.core.ids import UserId

PASSWORD = "correct-horse-9"
TOKENS_USED_FOR = 5 * 60  # seconds; they live for 15 minutes, and no test takes 10


@dataclass(frozen=True)
class Account:
    id: UserId
    username: str
    email: str
    access_token: str
    id_token: str
    refresh_token: str


class Accounts:
    """`accounts["ana"]` is the same user for the whole session; `new()` is nobody else's."""

    def __init__(self, stack: Stack) -> None:
        self.cognito = stack.client("cognito-idp")
        self.pool = stack.outputs["USERPOOLID"]
        self.client_id = stack.outputs["USERPOOLCLIENTID"]
        self.known: dict[str, Account] = {}
        self.signed_in_at: dict[str, float] = {}

    def __getitem__(self, name: str) -> Account:
        return self.kept(name)

    def kept(self, name: str, *, admin: bool = False) -> Account:
        """The same user for the whole session, with tokens that outlive a test."""
        if name not in self.known:
            self.known[name], self.signed_in_at[name] = self.new(name, admin=admin), time.time()
        elif time.time() - self.signed_in_at[name] > TOKENS_USED_FOR:
            old = self.known[name]
            self.known[name] = self._signed_in(old.id, old.username, old.email)
            self.signed_in_at[name] = time.time()
        return self.known[name]

    def new(
        self,
        name: str = "user",
        *,
        premium: bool = False,
        admin: bool = False,
        trigger_missed: bool = False,
    ) -> Account:
        from splashmy.accounts import members, names, profiles

        username = f"{name}-{uuid4().hex[:8]}"
        email = f"{username}@example.com"
        user_id = self._confirmed(username, email)
        if admin:
            self.cognito.admin_add_user_to_group(
                UserPoolId=self.pool, Username=username, GroupName="admin"
            )
        if trigger_missed:
            names.reserve(email, username, SecretStr(PASSWORD))
        else:
            profiles.create(UserId(user_id), email=email, username=username)
        if premium:
            members.change(UserId(user_id), {"is_premium": True})
        return self._signed_in(UserId(user_id), username, email)

    def _confirmed(self, username: str, email: str) -> str:
        attributes = [
            {"Name": "email", "Value": email},
            {"Name": "email_verified", "Value": "true"},
        ]
        user = self.cognito.admin_create_user(
            UserPoolId=self.pool,
            Username=username,
            UserAttributes=attributes,
            MessageAction="SUPPRESS",
        )["User"]
        self.cognito.admin_set_user_password(
            UserPoolId=self.pool, Username=username, Password=PASSWORD, Permanent=True
        )
        return str(next(one["Value"] for one in user["Attributes"] if one["Name"] == "sub"))

    def _signed_in(self, user_id: UserId, username: str, email: str) -> Account:
        tokens: dict[str, Any] = self.cognito.admin_initiate_auth(
            UserPoolId=self.pool,
            ClientId=self.client_id,
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={
                "USERNAME": username,
                "PASSWORD": PASSWORD,
                "SECRET_HASH": self._secret_hash(username),
            },
        )["AuthenticationResult"]
        return Account(
            user_id,
            username,
            email,
            tokens["AccessToken"],
            tokens["IdToken"],
            tokens["RefreshToken"],
        )

    def _secret_hash(self, username: str) -> str:
        words = f"{username}{self.client_id}".encode()
        digest = hmac.new(self._secret.encode(), words, hashlib.sha256)
        return base64.b64encode(digest.digest()).decode()

    @functools.cached_property
    def _secret(self) -> str:
        described = self.cognito.describe_user_pool_client(
            UserPoolId=self.pool, ClientId=self.client_id
        )
        return str(described["UserPoolClient"]["ClientSecret"])


def limit_cost(account: Account, usd: str) -> None:
    """What an account's calls may cost in a month, as an administrator sets it."""
    from splashmy.identity.records import User

    User(*User.key(account.id)).update([User.monthly_cost_limit_usd.set(usd)])
