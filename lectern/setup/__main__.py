"""Entry: python3 -m lectern.setup [run | test | python].

This one file stays readable for old Pythons, so that they get a sentence instead of a syntax error.
"""

import os
import shutil
import sys

NEEDED = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")


def main():  # type: ignore[no-untyped-def]  # old Pythons read this file
    """Hand over to a Python that is new enough, or say that there is none."""
    if sys.version_info >= NEEDED:
        from lectern.setup.plan import set_up

        sys.exit(set_up(sys.argv[1:]))
    for name in NEWER:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, "-m", "lectern.setup"] + sys.argv[1:])  # noqa: RUF005, S606 (old Pythons)
    sys.exit("Lectern needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])  # noqa: UP031 (old Pythons)


main()  # type: ignore[no-untyped-call]
