"""`python -m local.stand_ins --port 4567`"""

import argparse
from pathlib import Path

from local import lifetime
from local.stand_ins import server


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m local.stand_ins")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--dir", type=Path, default=Path(".local"))
    parser.add_argument("--with-parent", action="store_true", help="end when the parent ends")
    arguments = parser.parse_args()
    lifetime.hold(arguments.dir / "stand_ins.pid")
    if arguments.with_parent:
        lifetime.end_with_parent()
    server.serve(arguments.port)


if __name__ == "__main__":
    main()
