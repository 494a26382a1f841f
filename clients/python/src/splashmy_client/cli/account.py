import os
import sys
from typing import Annotated

import typer

from splashmy_client.cli import connection, output
from splashmy_client.cli.arguments import AsJson, Url
from splashmy_client.errors import SplashMyError

PASSWORD = "SPLASHMY_PASSWORD"  # noqa: S105 the variable that holds it: arguments are for all to see

commands = typer.Typer()


@commands.command()
def sign_in(
    identifier: Annotated[str, typer.Argument(help="Email or username.")], url: Url = None
) -> None:
    """Sign in; the password is asked for, or taken from SPLASHMY_PASSWORD."""
    client = connection.connect(url)
    profile = client.sign_in(identifier, _password()).profile()
    if url:
        connection.remember(url)
    output.tell(f"Signed in as {profile.username}.")


@commands.command()
def register(email: str, username: str, url: Url = None) -> None:
    """Make an account, and sign in where the deployment needs no verified email."""
    signed_in = connection.connect(url).register(email, username, _password())
    if url:
        connection.remember(url)
    if signed_in:
        output.tell(f"Signed in as {username}.")
    else:
        output.tell(f"A code was mailed to {email}: splashmy verify-email {email} CODE")


@commands.command()
def verify_email(email: str, code: str, url: Url = None) -> None:
    """Verify the email of a new account with the code that was mailed."""
    connection.connect(url).verify_email(email, code)
    output.tell(f"Verified. Now sign in: splashmy sign-in {email}")


@commands.command()
def sign_out(url: Url = None) -> None:
    """End the session and forget its tokens."""
    connection.connect(url).sign_out()
    output.tell("Signed out.")


@commands.command()
def whoami(url: Url = None, json: AsJson = False) -> None:
    """Show who is signed in."""
    profile = connection.connect(url).profile()
    if json:
        return output.as_json(profile)
    return output.answer(f"{profile.username} <{profile.email}>")


@commands.command()
def quota(url: Url = None, json: AsJson = False) -> None:
    """Show how many pictures are left today."""
    found = connection.connect(url).quota()
    if json:
        return output.as_json(found)
    left = f"{found.remaining} of {found.daily_limit} left; new ones at {found.resets_at:%H:%M} UTC"
    return output.answer(f"{left}. This month: {found.month_cost_usd} USD.")


def _password() -> str:
    if given := os.environ.get(PASSWORD):
        return given
    if not sys.stdin.isatty():
        raise SplashMyError(f"There is no terminal to ask for a password: put it into {PASSWORD}.")
    return str(typer.prompt("Password", hide_input=True, err=True))
