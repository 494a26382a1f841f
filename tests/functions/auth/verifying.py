"""Lets the deployed registration verify emails, as it does where people register."""

from collections.abc import Iterator
from contextlib import contextmanager

from local.stack import Stack

FUNCTION = "splashmy-local-auth-register_user"
MAILED_CODE = "123456"  # the emulator's


@contextmanager
def emails_verified(stack: Stack) -> Iterator[None]:
    functions = stack.client("lambda")
    known = functions.get_function_configuration(FunctionName=FUNCTION)["Environment"]["Variables"]
    wanted = {name: value for name, value in known.items() if name != "EMAIL_VERIFICATION"}
    functions.update_function_configuration(
        FunctionName=FUNCTION, Environment={"Variables": wanted}
    )
    yield
    functions.update_function_configuration(FunctionName=FUNCTION, Environment={"Variables": known})
