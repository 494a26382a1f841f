import json

import pytest

from splashmy import metrics


def test_a_metric_is_a_line_that_cloudwatch_understands(
    capsys: pytest.CaptureFixture[str],
) -> None:
    metrics.count("QuotaReleased", 2, cause="provider")

    line = json.loads(capsys.readouterr().out)
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert directive["Namespace"] == "SplashMy"
    assert directive["Metrics"] == [{"Name": "QuotaReleased", "Unit": "Count"}]
    assert (line["QuotaReleased"], line["cause"]) == ([2.0], "provider")


def test_a_duration_is_in_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    metrics.duration("ProviderLatency", 1.5)

    line = json.loads(capsys.readouterr().out)
    assert line["_aws"]["CloudWatchMetrics"][0]["Metrics"][0]["Unit"] == "Seconds"
