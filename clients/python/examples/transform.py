"""Paint a photo in a style: `python transform.py cat.jpg watercolor out.png`.

SPLASHMY_URL, SPLASHMY_EMAIL and SPLASHMY_PASSWORD say where, and as whom.
"""

import os
import sys

from splashmy_client import Client, SplashMyError


def main(photo: str, style: str, out: str) -> None:
    with Client(os.environ["SPLASHMY_URL"]) as client:
        client.sign_in(os.environ["SPLASHMY_EMAIL"], os.environ["SPLASHMY_PASSWORD"])
        job = client.transform(photo, style=style, quality="low")
        print(f"At most {job.info.price_ceiling} USD")
        job.wait(on_event=lambda event: print(event.message))
        for path in job.save(out):
            print(path)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except SplashMyError as error:
        sys.exit(str(error))
