import json
import shutil
import ssl
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest
from aws_cdk import App, Stack
from aws_cdk.aws_lambda import CfnLayerVersion

from infra import catalog, layers, slimming
from infra.constructs.functions import Layers
from infra.environments import LOCAL
from infra.layers import HOST, LAMBDA, Target

API_LAYERS = ("shared", "dependencies")
AARCH64 = 0xB7
ON_LAMBDA = {
    "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
    "AWS_ENDPOINT_URL": "http://127.0.0.1:9",  # where nobody is
    "AWS_DEFAULT_REGION": "eu-west-1",
    "AWS_ACCESS_KEY_ID": "any",
    "AWS_SECRET_ACCESS_KEY": "any",
}


@pytest.fixture(scope="module")
def host() -> dict[str, Path]:
    return layers.build(HOST)


@pytest.fixture(scope="module")
def aws() -> dict[str, Path]:
    return layers.build(LAMBDA)


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = shutil.copytree(layers.SOURCES, tmp_path / "layers")
    monkeypatch.setattr(layers, "SOURCES", copy)
    return copy


def megabytes(folder: Path, *, bytecode: bool) -> float:
    files = (path for path in folder.rglob("*") if path.is_file())
    return sum(path.stat().st_size for path in files if (path.suffix == ".pyc") == bytecode) / 1e6


def machine(binary: Path) -> int:
    return int.from_bytes(binary.read_bytes()[18:20], "little")


def run(code: str, folders: dict[str, Path], variables: dict[str, str] | None = None) -> str:
    """Run code that sees these layers and the standard library, and nothing else."""
    paths = [str(folder / "python") for folder in folders.values()]
    alone = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {paths}\n{code}"]
    return subprocess.run(alone, capture_output=True, text=True, check=True, env=variables).stdout


def test_what_is_built_is_not_built_again(host: dict[str, Path]) -> None:
    before = {name: folder.stat().st_mtime_ns for name, folder in host.items()}

    again = layers.build(HOST)

    assert again == host
    assert {name: folder.stat().st_mtime_ns for name, folder in again.items()} == before


def test_a_changed_line_of_the_shared_package_changes_the_hash_of_its_layer_only(
    sources: Path,
) -> None:
    names = sorted(path.name for path in sources.iterdir())
    before = {name: layers.layer_hash(name, LAMBDA) for name in names}

    (sources / "shared" / "python" / "splashmy" / "added.py").write_text("ADDED = True\n")

    after = {name: layers.layer_hash(name, LAMBDA) for name in names}
    assert [name for name in names if before[name] != after[name]] == ["shared"]


def test_neither_bytecode_nor_the_place_of_the_sources_changes_a_hash(sources: Path) -> None:
    (sources / "shared" / "python" / "splashmy" / "__pycache__").mkdir(exist_ok=True)
    (sources / "shared" / "python" / "splashmy" / "__pycache__" / "new.pyc").write_bytes(b"\0")
    copied = layers.layer_hash("shared", LAMBDA)

    (sources / "shared" / "python" / "splashmy" / "__pycache__" / "new.pyc").unlink()

    assert layers.layer_hash("shared", LAMBDA) == copied


def test_every_target_has_its_own_hash() -> None:
    targets = [LAMBDA, Target("lambda", "3.14"), Target("host", "3.13"), Target("host", "3.12")]

    hashes = {layers.layer_hash("imaging", target) for target in targets}

    assert len(hashes) == len(targets)


@pytest.fixture
def without_lambdas_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layers, "_interpreter", lambda _: None)


@pytest.mark.slow
def test_a_layer_without_bytecode_is_another_asset(
    host: dict[str, Path],
    without_lambdas_python: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of the shared layer alone: what is installed in the others would be installed again."""
    shutil.copytree(layers.SOURCES / "shared", tmp_path / "layers" / "shared")
    monkeypatch.setattr(layers, "SOURCES", tmp_path / "layers")
    bare = host | layers.build(HOST)

    assert not [*bare["shared"].rglob("*.pyc")]
    assert asset_of(bare) != asset_of(host)


def asset_of(folders: dict[str, Path]) -> Any:
    """The key under which a template knows the shared layer of these folders."""
    stack = Stack(App(), "Any")
    made = Layers(stack, "Layers", environment=LOCAL)
    made.folders = folders
    function = next(one for one, _ in catalog.tasks(catalog.FUNCTIONS))
    shared, *_ = made.of(function)
    layer = stack.resolve(cast(CfnLayerVersion, shared.node.default_child).content)
    return layer["s3Key"]


def test_a_deployment_without_lambdas_python_is_refused(
    without_lambdas_python: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["layers", "--target", "lambda", "--require-bytecode"])

    with pytest.raises(SystemExit, match=r"Deploying needs Python 3\.13"):
        layers.main()


def test_the_layers_stay_small(aws: dict[str, Path], host: dict[str, Path]) -> None:
    """Counts this machine's bytecode: Lambda's is only there where its Python is."""
    unpacked = {
        name: megabytes(aws[name], bytecode=False) + megabytes(host[name], bytecode=True)
        for name in aws
    }

    assert sum(unpacked[name] for name in API_LAYERS) < 40, unpacked
    assert sum(unpacked.values()) < 70, unpacked


@pytest.mark.parametrize("decoder", ["_imaging", "_imagingcms", "_webp", "_avif", "_pi_heif"])
def test_slimming_leaves_every_decoder(aws: dict[str, Path], decoder: str) -> None:
    assert [*aws["imaging"].rglob(f"{decoder}.*.so")]


def test_lambda_gets_binaries_for_its_own_machine_only(aws: dict[str, Path]) -> None:
    binaries = [path for folder in aws.values() for path in folder.rglob("*.so*")]

    foreign = [path.name for path in binaries if machine(path) != AARCH64]

    assert len(binaries) > 5
    assert foreign == []


def test_no_package_is_in_two_layers(aws: dict[str, Path]) -> None:
    packages = [
        path.name
        for folder in aws.values()
        for path in (folder / "python").iterdir()
        if path.name != "__pycache__"
    ]

    assert sorted(set(packages)) == sorted(packages)


@pytest.mark.parametrize(
    ("package", "layer"),
    [("openai", "openai"), ("PIL", "imaging"), ("splashmy", "shared")],
)
def test_a_heavy_package_is_in_its_own_layer_only(
    aws: dict[str, Path], package: str, layer: str
) -> None:
    having = [name for name, folder in aws.items() if (folder / "python" / package).is_dir()]

    assert having == [layer]


def test_bytecode_is_there_for_every_module_and_is_never_checked(host: dict[str, Path]) -> None:
    modules = [path for folder in host.values() for path in folder.rglob("*.py")]
    tag = sys.implementation.cache_tag

    bytecode = [path.parent / "__pycache__" / f"{path.stem}.{tag}.pyc" for path in modules]

    unchecked_hash = (1).to_bytes(4, "little")
    assert {path.read_bytes()[4:8] for path in bytecode} == {unchecked_hash}


def test_the_ca_bundle_holds_the_roots_of_aws_and_no_other(aws: dict[str, Path]) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    context.load_verify_locations(aws["dependencies"] / "python" / "splashmy_ca.pem")

    subjects = [str(root["subject"]) for root in context.get_ca_certs()]
    for name in slimming.AWS_ROOTS:
        assert len([subject for subject in subjects if f"'{name}'" in subject]) == 1, name
    assert len(subjects) == len(slimming.AWS_ROOTS)


def test_a_client_of_every_aws_service_in_use_comes_up_from_the_slim_layer(
    host: dict[str, Path],
) -> None:
    code = f"""
import boto3
session = boto3.Session("key", "secret", region_name="eu-west-1")
for service in {slimming.AWS_SERVICES}:
    print(session.client(service).meta.service_model.service_name)
"""

    started = run(code, {"dependencies": host["dependencies"]})

    assert tuple(started.split()) == slimming.AWS_SERVICES


@pytest.mark.parametrize("more", sorted({tuple(it.handler.layers) for it in catalog.functions()}))
def test_every_function_comes_up_from_its_layers(
    more: tuple[str, ...], host: dict[str, Path]
) -> None:
    """As on Lambda, where what the first event needs is built before it."""
    having = [it for it in catalog.functions() if tuple(it.handler.layers) == more]
    code = f"""
import importlib.util
for path in {[str(it.folder / "handler.py") for it in having]}:
    spec = importlib.util.spec_from_file_location(path, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    print(type(module.handler).__name__)
"""

    started = run(code, {name: host[name] for name in ("shared", "dependencies", *more)}, ON_LAMBDA)

    assert started.split() == [type(it.handler).__name__ for it in having]


def test_an_upload_is_presigned_from_the_slim_layer(host: dict[str, Path]) -> None:
    """botocore reads more of S3's model for it than for a call."""
    code = """
import botocore.session
session = botocore.session.get_session()
session.set_credentials("key", "secret")
client = session.create_client("s3", region_name="eu-west-1")
print(client.generate_presigned_post("photos", "a.png")["fields"]["key"])
"""

    assert run(code, {"dependencies": host["dependencies"]}) == "a.png\n"


def test_powertools_and_pynamodb_work_from_their_layer_alone(host: dict[str, Path]) -> None:
    code = """
import json
import pynamodb.models
from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.openapi import OpenAPIMerge
from aws_lambda_powertools.utilities import batch, idempotency, parameters

app = APIGatewayRestResolver(enable_validation=True)
app.get("/styles/<style_id>")(lambda style_id: {"id": style_id})
print(app.resolve({"path": "/styles/7", "httpMethod": "GET"}, None)["body"])
"""
    answer = run(code, {"dependencies": host["dependencies"]})

    assert json.loads(answer) == {"id": "7"}


def test_pictures_open_and_save_from_the_imaging_layer_alone(host: dict[str, Path]) -> None:
    code = """
import io
from PIL import Image, ImageCms, ImageOps
for format in ("GIF", "JPEG", "PNG", "WEBP"):
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(file, format)
    print(ImageOps.exif_transpose(Image.open(file)).convert("RGBA").size == (8, 8) and format)
"""

    opened = run(code, {"imaging": host["imaging"]})

    assert opened.split() == ["GIF", "JPEG", "PNG", "WEBP"]


def test_openai_makes_a_picture_from_its_layer_alone(host: dict[str, Path]) -> None:
    code = """
import httpx2, openai

def answer(request):
    return httpx2.Response(200, json={"created": 1, "data": [{"b64_json": "cGljdHVyZQ=="}]})

client = openai.OpenAI(
    api_key="none", http_client=httpx2.Client(transport=httpx2.MockTransport(answer))
)
print(client.images.generate(prompt="a lighthouse", model="any").data[0].b64_json)
"""
    layers_used = {name: host[name] for name in ("dependencies", "openai")}

    assert run(code, layers_used).strip() == "cGljdHVyZQ=="
