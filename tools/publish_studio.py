"""Copy the built studio to its bucket: `python -m tools.publish_studio --environment NAME`.

Safe to repeat. What an older page may still ask for stays: its files have names of their own.
"""

import argparse
import mimetypes
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra import browser_policy
from splashmy.core.resources import client
from tools import deployment

BUILT = Path(".build/studio")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.publish_studio", description=__doc__)
    parser.add_argument("--environment", required=True)
    name = parser.parse_args().environment
    deployment.use_region(name)
    studio = outputs(f"SplashMy-{name}-Studio")
    if not studio:
        print(f"{name} has no studio (see `studio` in docs/deploy.md); nothing to publish.")
        return
    publish(BUILT, client("s3"), bucket=studio["StudioBucket"])
    print(f"The studio is at {studio['StudioUrl']}")


def outputs(stack: str) -> dict[str, str]:
    """What a stack says of itself; nothing where there is no such stack."""
    try:
        (found,) = client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
    except ClientError as error:
        if "does not exist" in str(error):
            return {}
        raise SystemExit(f"{stack} cannot be asked: {error}") from None
    except BotoCoreError as error:
        raise SystemExit(f"{stack} cannot be asked: {error}") from None
    return {one["OutputKey"]: one["OutputValue"] for one in found.get("Outputs", [])}


def publish(folder: Path, s3: Any, *, bucket: str) -> None:
    """The pages last: whoever gets the new ones finds what they name."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    for file in sorted(files, key=lambda file: file.suffix == ".html"):
        key = file.relative_to(folder).as_posix()
        is_immutable = key.startswith(f"{browser_policy.IMMUTABLE_FOLDER}/")
        s3.put_object(
            Bucket=bucket,
            Key=key,
            Body=file.read_bytes(),
            ContentType=mimetypes.guess_type(file.name)[0] or "application/octet-stream",
            CacheControl=browser_policy.IMMUTABLE if is_immutable else browser_policy.ALWAYS_FRESH,
        )


if __name__ == "__main__":
    main()
