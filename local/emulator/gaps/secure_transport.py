from ministack import app


def close() -> None:
    """aws:SecureTransport: the emulator speaks plain HTTP on loopback and calls that insecure.

    AWS speaks TLS. Loopback counts as secure, so that `enforce_ssl` policies stay in the template.
    """
    pin = app.pin_request_origin

    def pin_as_secure(source_ip: str, _secure: bool) -> None:
        pin(source_ip, True)

    app.pin_request_origin = pin_as_secure
