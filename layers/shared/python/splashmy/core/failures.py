"""Why a job ended without results, in words that its owner is shown."""

from typing import Literal

from pydantic import BaseModel
from typing_extensions import TypeAliasType

Cause = TypeAliasType(
    "Cause", Literal["photo", "words", "output", "provider", "service", "cancelled"]
)


class Failure(BaseModel, frozen=True):
    """Why a job ended without results. What fails is not `charged`: its images come back. Only who
    cancels a job after the provider was called has used them up.
    """

    cause: Cause
    message: str
    charged: bool = False
    retryable: bool = True


UNSAFE_OUTPUT = Failure(cause="output", message="The generated image was withheld as unsafe.")
