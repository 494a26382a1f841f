"""What common generators of clients make of the document: what is not set is not sent, every
answer is read, and a typo does not compile.
"""

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from infra.node import bundled_node
from splashmy.web import UpdateModel

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "openapi.json"
PACKAGE = "splashmy_by_generator"
WRITTEN = """
import type {components, operations} from "./schema.js";

type Schemas = components["schemas"];

export const limit: Schemas["UpdateUser"] = {max_daily_processes: 50};
export const title: Schemas["EditImage"] = {title: "Harbour"};
export const name: Schemas["UpdateProfile"] = {profile: {bio: "I draw."}};
export const style: Schemas["ChangeStyle"] = {};
// @ts-expect-error a typo
export const state: Schemas["JobStatus"] = "compleeted";
// @ts-expect-error a typo
export const code: Schemas["ErrorCode"] = "image_not_fuond";
// @ts-expect-error there is no such field
export const unknown: Schemas["EditImage"] = {titel: "Harbour"};

export function seen(image: Schemas["AnyImage"]): string {
  return image.view === "owner" ? image.original_filename : image.author;
}

export function failed(answer: operations["images_get_image"]["responses"][404]): boolean {
  return answer.content["application/json"].error.code === "image_not_found";
}
"""
CONFIGURATION = {
    "compilerOptions": {"strict": True, "noEmit": True, "module": "nodenext", "target": "es2022"},
    "files": ["written.ts"],
}


def run(*command: str, cwd: Path = ROOT) -> str:
    ended = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout + ended.stderr


@pytest.fixture(scope="module")
def python_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of the package that openapi-python-client makes."""
    folder = tmp_path_factory.mktemp("python")
    (folder / "config.yaml").write_text("post_hooks: []\n")
    generate = ("-m", "openapi_python_client", "generate", "--meta", "none")
    where = ("--path", str(DOCUMENT), "--output-path", str(folder / PACKAGE))
    said = run(sys.executable, *generate, *where, "--config", str(folder / "config.yaml"))
    assert "Warning" not in said, said
    sys.path.insert(0, str(folder))
    yield PACKAGE
    sys.path.remove(str(folder))


def test_what_is_not_set_is_not_sent(python_client: str) -> None:
    models = importlib.import_module(f"{python_client}.models")

    for update in UpdateModel.__subclasses__():
        made = getattr(models, update.__name__)
        needed = [name for name, one in update.model_fields.items() if one.is_required()]
        assert list(made(**dict.fromkeys(needed, "1")).to_dict()) == needed, update.__name__
    assert models.UpdateUser(max_daily_processes=50).to_dict() == {"max_daily_processes": 50}
    assert models.UpdateUser(max_daily_processes=None).to_dict() == {"max_daily_processes": None}


def test_every_answer_is_read(python_client: str) -> None:
    client = importlib.import_module(f"{python_client}.client").Client(base_url="http://x")

    for operation_id, tag, status, example in _examples():
        module = importlib.import_module(f"{python_client}.api.{tag}.{operation_id}")
        read = module._parse_response(
            client=client, response=httpx.Response(int(status), json=example)
        )
        assert read is not None, operation_id
        assert _times_aside(read.to_dict()) == _times_aside(example), operation_id


def _examples() -> Iterator[tuple[str, str, str, Any]]:
    for operations in json.loads(DOCUMENT.read_text())["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                if "content" in response:
                    example = response["content"]["application/json"]["example"]
                    yield operation["operationId"], operation["tags"][0], status, example


def _times_aside(node: Any) -> Any:
    """The generator writes +00:00 for Z."""
    return json.loads(json.dumps(node).replace("+00:00", "Z"))


def test_typescript_needs_only_what_is_changed_and_knows_every_word(tmp_path: Path) -> None:
    node, modules = str(bundled_node()), ROOT / "node_modules"
    generator = modules / "openapi-typescript" / "bin" / "cli.js"
    (tmp_path / "written.ts").write_text(WRITTEN)
    (tmp_path / "tsconfig.json").write_text(json.dumps(CONFIGURATION))
    (tmp_path / "package.json").write_text('{"type": "module"}')

    run(node, str(generator), str(DOCUMENT), "--output", str(tmp_path / "schema.ts"))
    run(node, str(modules / "typescript" / "bin" / "tsc"), "--project", str(tmp_path))
