"""Print the bootstrap qualifier of an environment: `python -m infra.qualifier dev`."""

import sys

from infra.environments import ENVIRONMENTS


def main() -> None:
    name = sys.argv[1]
    if name not in ENVIRONMENTS:
        sys.exit(f'There is no environment "{name}"; choose one of {", ".join(ENVIRONMENTS)}.')
    print(ENVIRONMENTS[name].qualifier)


if __name__ == "__main__":
    main()
