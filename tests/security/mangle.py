"""Takes in mangled files within bounds: `python -m tests.security.mangle FORMAT NUMBER`.

Prints how many were taken, and the seconds of processor time of the slowest. Any other end than
that, by an error, the memory or the time, is a fault.
"""

import logging
import resource
import sys
import time

from splashmy.images.pictures import make
from splashmy.imaging.failures import UnusablePicture
from tests.security import corpus

MEMORY = 2 * 1024**3
CPU_SECONDS = 300


def main(format: str, number: int) -> None:
    logging.disable()  # each refusal would be logged
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    seconds, taken = [], 0
    for content in corpus.mangled(format, number):
        began = time.process_time()
        try:
            make(content)
            taken += 1
        except UnusablePicture:
            pass
        seconds.append(time.process_time() - began)
    print(taken, max(seconds))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
