"""Writes docs/scale.md: `python -m tools.scale [--check]`."""

import argparse
import sys

from infra.node import use_bundled_node
from local.assembly import synthesize
from tools.cost import bills
from tools.scale.page import ENVIRONMENT, PAGE, page


def main() -> None:
    parser = argparse.ArgumentParser(description="Write docs/scale.md.")
    parser.add_argument("--check", action="store_true", help="fail if the page is stale")
    check = parser.parse_args().check
    use_bundled_node()
    text = page(bills.resources(synthesize(ENVIRONMENT)))
    stale = not PAGE.exists() or PAGE.read_text() != text
    if stale and not check:
        PAGE.write_text(text)
    if stale:
        print(f"{'stale' if check else 'written'}: docs/{PAGE.name}")
    sys.exit(1 if check and stale else 0)


if __name__ == "__main__":
    main()
