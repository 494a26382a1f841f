from functions.processing.get_stats.handler import handler as get_stats
from tests.client import Client
from tests.functions.processing.running import run
from tests.users import Accounts


def test_stats_add_up(client: Client, accounts: Accounts) -> None:
    ana = accounts.new()
    done = run(client, ana)
    failed = run(client, ana, prompt="[unsafe] thing")

    stats = client.call(get_stats, caller=ana).data

    assert (done["status"], failed["status"]) == ("completed", "failed")
    assert stats["total_jobs"] == 2
    assert stats["by_status"]["completed"] == stats["by_status"]["failed"] == 1
    assert stats["by_type"] == {"generation": 2, "edit": 0, "style_transfer": 0}
    assert (stats["success_rate"], stats["total_images"]) == (0.5, 1)
    assert stats["average_processing_time"] > 0


def test_a_new_user_has_no_rate_and_no_average(client: Client, accounts: Accounts) -> None:
    stats = client.call(get_stats, caller=accounts.new()).data

    assert (stats["total_jobs"], stats["success_rate"]) == (0, None)
    assert (stats["average_processing_time"], stats["total_cost_usd"]) == (None, "0.000000")
