"""`python -m splashmy_client` is `splashmy`."""

from splashmy_client.cli import main

main()
