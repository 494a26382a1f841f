import json
from pathlib import Path
from typing import Any

import botocore
import pytest
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.regions import EndpointResolver

from infra import catalog, layers, service_models, slimming
from infra.layers import HOST

SERVICE_OF_ACTIONS = {"states": "stepfunctions", "ses": "sesv2"}
# IAM asks for these where an operation of another name is called.
OPERATION_OF_ACTIONS = {
    "dynamodb:ConditionCheckItem": "TransactWriteItems",
    "lambda:InvokeFunction": "Invoke",
    "s3:DeleteObjectVersion": "DeleteObject",
    "s3:GetObjectVersion": "GetObject",
    "s3:ListBucket": "ListObjectsV2",
    "s3:ListBucketVersions": "ListObjectVersions",
}
every_service = pytest.mark.parametrize("service", slimming.AWS_SERVICES)


@pytest.fixture(scope="module")
def data() -> Path:
    """What a layer has of botocore's data."""
    return layers.build(HOST)["dependencies"] / "python" / "botocore" / "data"


def model(service: str, data: Path | None = None) -> ServiceModel:
    """A service as botocore reads it: all of it, or what `data` has of it."""
    loader = Loader(include_default_search_paths=data is None)
    if data:
        loader.search_paths.append(str(data))
    return ServiceModel(loader.load_service_model(service, "service-2"), service)


def raw_endpoints(folder: Path) -> Any:
    return json.loads((folder / "endpoints.json").read_text())


def actions() -> set[str]:
    return {
        action
        for function in catalog.functions()
        for grant in function.handler.grants
        for action in grant.actions
    }


def test_every_granted_action_has_its_operation_in_the_layer(data: Path) -> None:
    kept = {service: model(service, data).operation_names for service in slimming.AWS_SERVICES}

    missing = []
    for action in actions():
        prefix, _, name = action.partition(":")
        service = SERVICE_OF_ACTIONS.get(prefix, prefix)
        if OPERATION_OF_ACTIONS.get(action, name) not in kept[service]:
            missing.append(action)

    assert missing == []


@every_service
def test_an_operation_in_the_layer_is_described_as_by_botocore(service: str, data: Path) -> None:
    whole, cut = model(service), model(service, data)

    assert cut.operation_names
    for name in cut.operation_names:
        assert described(cut, name) == described(whole, name)
    assert cut.metadata == whole.metadata


@every_service
def test_beside_its_operations_a_service_is_as_botocore_has_it(service: str, data: Path) -> None:
    whole, cut = (Loader(include_default_search_paths=it is None) for it in (None, data))
    cut.search_paths.append(str(data))

    models = [it.load_service_model(service, "service-2") for it in (whole, cut)]

    mine, theirs = ({**it, "operations": 0, "shapes": 0} for it in models)
    assert mine == theirs


def described(service: ServiceModel, operation: str) -> Any:
    """An operation with every shape that it reaches, without documentation."""
    known = service.operation_model(operation)
    found: dict[str, Any] = {}
    shapes = [known.input_shape, known.output_shape, *known.error_shapes]
    while shapes:
        shape = shapes.pop()
        if shape is None or shape.name in found:
            continue
        found[shape.name] = (shape.type_name, shape.metadata, shape.serialization)
        inner = getattr(shape, "members", {}).values()
        around = [getattr(shape, each, None) for each in ("member", "key", "value")]
        shapes += [*inner, *around]
    return known.http, known.auth_type, known.endpoint, known.static_context_parameters, found


@every_service
def test_a_service_has_the_hosts_that_botocore_knows(service: str, data: Path) -> None:
    whole = EndpointResolver(raw_endpoints(Path(botocore.__file__).parent / "data"))
    cut = EndpointResolver(raw_endpoints(data))
    prefix = model(service).endpoint_prefix

    for partition in whole.get_available_partitions():
        regions = whole.get_available_endpoints(prefix, partition, allow_non_regional=True)
        assert cut.get_available_endpoints(prefix, partition, allow_non_regional=True) == regions
        for region in [*regions, "eu-future-1"]:
            known = whole.construct_endpoint(prefix, region, partition)
            assert cut.construct_endpoint(prefix, region, partition) == known


def test_what_our_code_does_not_name_is_left_out(data: Path) -> None:
    kept = model("dynamodb", data).operation_names

    assert "TransactWriteItems" in kept
    assert not {"CreateTable", "DescribeTable", "ExecuteStatement"} & set(kept)


def test_a_new_call_gets_its_operation(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text('client("sqs").send_message(QueueUrl="any")\n')

    named = service_models.operations(("sqs",), (tmp_path,))

    assert named == {"sqs": ("SendMessage",)}


def test_a_field_called_documentation_is_no_documentation() -> None:
    shape = {"documentation": "Text.", "members": {"documentation": {"shape": "Text"}}}
    shapes = {"In": shape, "Text": {"type": "string"}, "Other": {"type": "string"}}
    operations = {"Get": {"input": {"shape": "In"}}, "Put": {}}

    cut = service_models.reduced({"operations": operations, "shapes": shapes}, ["Get"])

    assert cut["shapes"] == {
        "In": {"members": {"documentation": {"shape": "Text"}}},
        "Text": {"type": "string"},
    }
