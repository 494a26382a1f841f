"""cfn-lint over every template that is deployed."""

from cfnlint.api import ManualArgs, lint_file

from tests.infra.conftest import Synthesized

# W3005: the CDK says DependsOn where the reference would do; harmless, and not ours to change.
OPTIONS = ManualArgs(ignore_checks=["W3005"])


def test_every_template_is_lint_free(synthesized: Synthesized) -> None:
    found = [str(match) for file in synthesized.files for match in lint_file(file, OPTIONS)]

    assert found == []
