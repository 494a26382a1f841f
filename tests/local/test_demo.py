from base64 import b64decode
from pathlib import Path

import httpx2
import pytest
from PIL import Image
from rich.console import Console

from local.demo import Account, maker, sign_in
from local.progress import shown_progress
from local.stand_ins.openai_requests import Parameters
from local.stand_ins.pictures import SOFTWARE, encode
from splashmy_client import ApiError, SplashMyError
from tests.clients.python.deployment import Deployment, refusal

UNKNOWN = refusal(401, "invalid_credentials")


def paths(deployment: Deployment) -> list[str]:
    return [one.url.path.removeprefix("/api/v1/auth/") for one in deployment.seen]


def test_an_account_is_registered_only_if_it_cannot_sign_in() -> None:
    deployment = Deployment(UNKNOWN, refusal(429, "too_many_requests", Retry_After="900"))

    with pytest.raises(ApiError, match="too_many_requests"):
        sign_in(deployment.client(), Account())

    assert paths(deployment) == ["login/", "register/"]


def test_an_account_of_ones_own_is_never_registered() -> None:
    deployment = Deployment(UNKNOWN)

    with pytest.raises(ApiError, match="invalid_credentials"):
        sign_in(deployment.client(), Account(is_registered=True))

    assert paths(deployment) == ["login/"]


def test_where_emails_are_verified_an_account_of_ones_own_is_asked_for() -> None:
    session = ("access_token", "id_token", "refresh_token", "expires_in", "token_type", "user")
    registration = dict.fromkeys(session) | {"verification_required": True}
    body = {"success": True, "message": "OK", "data": registration}
    deployment = Deployment(UNKNOWN, httpx2.Response(201, json=body))

    with pytest.raises(SplashMyError, match="sign in with one of yours"):
        sign_in(deployment.client(), Account())


def test_progress_is_told_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress(Console(force_terminal=False)) as show:
        show("Signing in")
        show("Uploading [a] cat.jpg")

    assert capsys.readouterr().out == "Signing in\nUploading [a] cat.jpg\n"


def test_progress_at_a_terminal_has_each_stage_with_its_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with shown_progress(Console(force_terminal=True, width=80)) as show:
        show("Signing in")
        show("Uploading cat.jpg")

    shown = capsys.readouterr().out
    assert "✓" in shown
    assert "Uploading cat.jpg" in shown
    assert "0:00:00" in shown


@pytest.mark.parametrize("suffix", ["png", "jpeg", "webp"])
def test_the_sheet_names_the_preview_that_made_the_picture(tmp_path: Path, suffix: str) -> None:
    asked = Parameters(prompt="a cat", model="any", output_format=suffix)
    picture = tmp_path / f"after.{suffix}"
    picture.write_bytes(b64decode(encode(Image.new("RGB", (90, 90)), asked)))

    assert maker(picture) == SOFTWARE
