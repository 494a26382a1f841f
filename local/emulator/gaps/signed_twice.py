from typing import Any

from ministack.services import s3

_SENTENCE = (
    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query "
    "string parameter or the Authorization header should be specified"
)


def close() -> None:
    """A presigned URL that is asked with an Authorization header: the emulator answers it, S3 400.

    A browser's code that sends its token everywhere works here and fails there.
    """
    verify = s3._verify_presigned_sigv4

    def verify_once(method: str, path: str, headers: dict[str, str], query: Any) -> Any:
        if headers.get("authorization") and {"X-Amz-Signature", "X-Amz-Algorithm"} & set(query):
            return s3._error("InvalidArgument", _SENTENCE, 400, path)
        return verify(method, path, headers, query)

    s3._verify_presigned_sigv4 = verify_once
