"""Make a user an administrator: `python -m tools.grant_admin EMAIL --environment NAME`.

It holds from their next sign-in or refresh on.
"""

import argparse

from splashmy.accounts import names
from splashmy.core.resources import USER_POOL, client
from tools.deployment import connect


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a user an administrator.")
    parser.add_argument("email")
    parser.add_argument("--environment", default="local")
    asked = parser.parse_args()
    connect(asked.environment)
    grant(asked.email)
    print(f"{asked.email} is an administrator from the next sign-in on")


def grant(email: str) -> None:
    claim = names.find(email)
    if claim is None or claim.user_id is None:
        raise SystemExit(f"No confirmed account has the email {email}")
    client("cognito-idp").admin_add_user_to_group(
        UserPoolId=USER_POOL.id, Username=claim.username, GroupName="admin"
    )


if __name__ == "__main__":
    main()
