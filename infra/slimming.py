"""What a layer sheds after pip has filled it, because no function ever reads it.

What stays of botocore's data is cut further by `service_models`; `replacements` has the modules of
libraries that a layer has others for.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from infra import replacements, service_models

AWS_SERVICES = (
    "cloudwatch",
    "cognito-idp",
    "dynamodb",
    "events",
    "lambda",
    "rekognition",
    "s3",
    "secretsmanager",
    "sesv2",
    "sqs",
    "ssm",
    "stepfunctions",
)
# Every AWS endpoint chains up to one of these (Amazon Trust Services).
AWS_ROOTS = (
    "Amazon Root CA 1",
    "Amazon Root CA 2",
    "Amazon Root CA 3",
    "Amazon Root CA 4",
    "Starfield Services Root Certificate Authority - G2",
)
# These look their own version up when imported.
SELF_AWARE = ("httpcore2", "httpx2", "uuid6")
UNUSED = (
    "bin",
    "**/__pycache__",
    "**/tests",
    "**/*.pyi",
    "**/examples-1.json*",
    "boto3/examples",
    "aws_lambda_powertools/event_handler/openapi/swagger_ui/*.min.*",
    "aws_lambda_powertools/utilities/auth_alpha",
    "aws_lambda_powertools/utilities/circuit_breaker",
    "aws_lambda_powertools/utilities/data_masking",
    "aws_lambda_powertools/utilities/feature_flags",
    "aws_lambda_powertools/utilities/kafka",
    "aws_lambda_powertools/utilities/parser",
    "aws_lambda_powertools/utilities/streaming",
    "dateutil/zoneinfo/*.tar.gz",
    "openai/*/admin",
    "openai/cli",
    "openai/*/beta",
    "openai/*/live",
    "openai/*/realtime",
    "openai/lib/browser.py",
    "openai/lib/computer.py",
    "openai/lib/responses_tool_runner.py",
    "openai/lib/responses_websocket",
    "openai/lib/streaming",
    "openai/resources/*/",  # images are a module; these are loaded when they are used
    "openai/resources/completions.py",
    "openai/resources/videos.py",
    "openai/types/audio",
    "openai/types/containers",
    "openai/types/conversations",
    "openai/types/evals",
    "openai/types/fine_tuning",
    "openai/types/skills",
    "openai/types/vector_stores",
    "openai/types/webhooks",
    # Of formats that nothing here reads; TiffImagePlugin reads EXIF.
    "PIL/[C-FH-IK-MQ-SX]*ImagePlugin.py",
    "PIL/P[acdis]*ImagePlugin.py",
    "PIL/Pdf*.py",
    "PIL/*FontFile.py",
    "PIL/ImageDraw2.py",
    "PIL/ImageFont.py",
    "PIL/ImageQt.py",
    "PIL/ImageTk.py",
    "PIL/ImageWin.py",
    "PIL/_imagingft.*",
    "PIL/_imagingmath.*",
    "PIL/_imagingmorph.*",
    "PIL/_imagingtk.*",
    "pillow.libs/libfreetype-*",
    "pillow.libs/libharfbuzz-*",
)


def slim(python: Path) -> None:
    for path in [*_unused(python), *_other_services(python), *_metadata(python)]:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    if (data := python / "botocore" / "data").is_dir():
        service_models.reduce(data, AWS_SERVICES)
        replacements.replace(python)


def write_aws_ca_bundle(python: Path) -> None:
    """AWS's roots alone, out of botocore's certificates: loading them all slows connecting."""
    certificates = _certificates(python / "botocore" / "cacert.pem")
    (python / "splashmy_ca.pem").write_text("\n".join(certificates[root] for root in AWS_ROOTS))


def _unused(python: Path) -> Iterator[Path]:
    for pattern in UNUSED:
        yield from python.glob(pattern)


def _other_services(python: Path) -> Iterator[Path]:
    for path in python.glob("boto*/data/*/"):
        if path.name not in AWS_SERVICES:
            yield path


def _metadata(python: Path) -> Iterator[Path]:
    for folder in python.glob("*.dist-info"):
        kept = folder.name.startswith(tuple(f"{name}-" for name in SELF_AWARE))
        yield from (p for p in folder.iterdir() if p.name != "METADATA") if kept else [folder]


def _certificates(bundle: Path) -> dict[str, str]:
    labelled = re.compile(r'# Label: "(.+)"\n(?:#.*\n)*(-----BEGIN[^#]+)')
    return dict(labelled.findall(bundle.read_text()))
