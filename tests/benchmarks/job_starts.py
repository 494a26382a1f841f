"""What cold starts a job's first run after a pause takes: `python -m tests.benchmarks.job_starts`.

Counted in calls of Python functions, which are in proportion to the work and the same at every run:
importing each function of the workflow with what it loads when it is called. Another TREE may be
given, such as `git worktree add` makes of an older commit, with the names of its functions.
"""

import os
import subprocess
import sys
from pathlib import Path

from infra import layers
from splashmy.workflow.steps import STEPS

# What a function loads only when it has a job.
LATER = {
    "generate_image": ("splashmy.workflow.generate", "splashmy.imaging.masks"),
    "finish_job": ("splashmy.results.pictures",),
    "moderate_output": ("splashmy.results.pictures",),
    "store_results": ("splashmy.results.pictures",),
}
COUNT = """
import importlib, sys
made = 0
def count(frame, event, argument):
    global made
    made += event in ("call", "c_call")
sys.setprofile(count)
for name in ["handler", *sys.argv[1:]]:
    importlib.import_module(name)
sys.setprofile(None)
print(made)
"""


def main(tree: Path, functions: list[str]) -> None:
    print("| function | calls of Python functions |\n|---|---|")
    counts = {name: _count(tree, name) for name in functions}
    for name, made in counts.items():
        print(f"| {name} | {made:,} |")
    print(f"| all {len(counts)} | {sum(counts.values()):,} |")


def _count(tree: Path, function: str) -> int:
    built = layers.build(layers.HOST)
    packages = [built[name] / "python" for name in ("dependencies", "imaging", "openai")]
    own = [tree / "functions" / "processing" / function, tree / "layers" / "shared" / "python"]
    command = [sys.executable, "-S", "-P", "-c", COUNT, *LATER.get(function, ())]
    path = os.pathsep.join(str(each.resolve()) for each in [*own, *packages])
    variables = {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    return int(subprocess.check_output(command, env=variables, text=True))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]), sys.argv[2:])
    else:
        main(Path(), [step.function for step in STEPS])
