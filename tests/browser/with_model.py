"""Runs a command beside a system that has a language model: a stand-in, which answers as a teacher's key tells it to.

python -m tests.browser.with_model npm --prefix web run e2e -- e2e/model
"""

import os
import subprocess
import sys

from lectern import system
from services.assignments.tests.stub_model import stub_model

# A model that hangs is given up soon; a price, so that there is a cost to show.
SETTINGS = {"AI_MODEL": "owl-3", "AI_TIMEOUT": "20", "AI_INPUT_PRICE": "10", "AI_OUTPUT_PRICE": "30"}


def main(command: list[str]) -> int:
    """Run the command with LECTERN_URL and LECTERN_MODEL; returns its exit code."""
    with stub_model() as model, system.running(env={**SETTINGS, "AI_BASE_URL": model.url}) as borrowed:
        own = {"LECTERN_URL": borrowed.url, "LECTERN_DIRECTORY": str(borrowed.directory), "LECTERN_MODEL": model.url}
        return subprocess.run(command, env={**os.environ, **own}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
