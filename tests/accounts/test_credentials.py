"""Emails and passwords that pass here pass Cognito's own checks too."""

import pytest
from pydantic import TypeAdapter, ValidationError

from splashmy.accounts.credentials import Code, NewPassword
from splashmy.accounts.schemas import Email


@pytest.mark.parametrize(
    "email", ["ana@example.com", "a.b+c@mail.example.co.uk", "o'hara_1@xn--bcher-kva.example"]
)
def test_an_email_is_taken(email: str) -> None:
    assert TypeAdapter(Email).validate_python(email) == email


@pytest.mark.parametrize(
    "email",
    [
        "a..b@example.com",
        ".a@example.com",
        "a.@example.com",
        "a,b@example.com",
        "a b@example.com",
        "a@example..com",
        "a@-example.com",
        "a@example-.com",
        "a@example",
        "a@example.com.",
        "a@1.2.3.4",
        "a@b@example.com",
        '"a b"@example.com',
        "añb@example.com",
        "a@exämple.com",
        f"a@{'b' * 64}.com",
    ],
)
def test_an_email_that_cognito_refuses_is_refused_here(email: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Email).validate_python(email)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse 9",
        "correct\thorse9",
        " correct-horse-9",
        "CORRECT-HORSE-é9",  # Cognito counts the letters of basic Latin only
        "correct-horse-٣",  # and its digits
        "short-1",
    ],
)
def test_a_password_that_cognito_refuses_is_refused_here(password: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(NewPassword).validate_python(password)


@pytest.mark.parametrize("password", ["correct-horse-9", "corréct-hörse-9", "пароль-пароль-a1"])
def test_a_password_of_any_script_is_taken(password: str) -> None:
    assert TypeAdapter(NewPassword).validate_python(password).get_secret_value() == password


@pytest.mark.parametrize("code", ["12345", "1234567", "12345a", "١٢٣٤٥٦"])
def test_a_code_is_six_digits(code: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Code).validate_python(code)
