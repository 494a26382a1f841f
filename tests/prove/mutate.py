"""Takes in mutated files within bounds: `python -m tests.prove.mutate FORMAT NUMBER SEED`.

Prints what came of them as JSON. Any other end than that, by an error or the time, is a fault; so
is each file that it names.
"""

import json
import logging
import resource
import sys
from collections import Counter
from typing import Any

from splashmy.images.pictures import normalise
from splashmy.imaging.failures import UnusablePicture
from tests.prove import served
from tests.prove.carriers import mutated

CPU_SECONDS = 600  # of this process; each file has its own, and its memory, in `imaging.bounded`


def main(format: str, number: int, seed: int) -> dict[str, Any]:
    """`verdicts` by code; `faults` by the number of the file; `most_memory` of one in bytes."""
    verdicts, faults = Counter[str](), dict[int, list[str]]()
    for index, content in enumerate(mutated(format, number, seed)):
        try:
            picture = normalise(content)
        except UnusablePicture as refused:
            verdicts[str(refused.failure["code"])] += 1
            continue
        verdicts["ready"] += 1
        if wrong := served.faults(picture):
            faults[index] = wrong
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"verdicts": verdicts, "faults": faults, "most_memory": used.ru_maxrss * 1024}


if __name__ == "__main__":
    logging.disable()  # each refusal would be logged
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
