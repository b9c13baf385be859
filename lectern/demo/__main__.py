"""Fills a system that runs elsewhere with the demo content: `python -m lectern.demo http://gateway:8000`.

For an empty system. It knows the public API alone, so the administrator and the age of enrolments, which that cannot
make, are left to `accounts.admin` and `courses.admin`.
"""

import argparse

from lectern.demo.loader import Loader
from lectern.demo.story import read


def main() -> None:
    """Load everything; what a load that was broken off has entered is not entered twice."""
    parser = argparse.ArgumentParser(prog="lectern.demo", description="Fill an empty system with demo content.")
    parser.add_argument("url", help="the gateway's address")
    Loader(parser.parse_args().url).load(read())


if __name__ == "__main__":
    main()
