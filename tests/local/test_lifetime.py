from pathlib import Path
from threading import Thread

from local.lifetime import one_at_a_time


def test_what_one_process_writes_is_waited_for_by_another(tmp_path: Path) -> None:
    lock, done = tmp_path / "folder" / "lock", list[str]()

    def second() -> None:
        with one_at_a_time(lock):
            done.append("second")

    waiting = Thread(target=second)
    with one_at_a_time(lock):
        waiting.start()
        waiting.join(0.2)
        done.append("first")
    waiting.join()

    assert done == ["first", "second"]
