"""Users of the sample's pool."""

from uuid import uuid4

from local.stack import Stack

PASSWORD = "A-password-1"


def a_user(stack: Stack) -> str:
    """A confirmed user of the sample pool, by name."""
    users, name = stack.client("cognito-idp"), f"user-{uuid4()}"
    users.sign_up(ClientId=stack.outputs["ClientId"], Username=name, Password=PASSWORD)
    users.admin_confirm_sign_up(UserPoolId=stack.outputs["UserPoolId"], Username=name)
    return name


def log_in(stack: Stack, name: str) -> dict[str, str]:
    answer = stack.client("cognito-idp").admin_initiate_auth(
        UserPoolId=stack.outputs["UserPoolId"],
        ClientId=stack.outputs["ClientId"],
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": name, "PASSWORD": PASSWORD},
    )
    tokens: dict[str, str] = answer["AuthenticationResult"]
    return tokens
