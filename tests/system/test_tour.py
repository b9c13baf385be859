"""The tour of docs/api.md, command by command, as somebody would type it who follows it to the letter."""

import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from lectern.demo.story import PASSWORD
from lectern.layout import ROOT
from lectern.system import System
from lectern.testing.people import client
from services.assignments.tests import samples

TOUR = ROOT / "docs" / "api.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PICTURE = re.compile(r"@([\w-]+\.(?:jpg|png))")
DOCUMENT = re.compile(r"@([\w-]+\.pdf)")
ADDRESS = "LECTERN=http://127.0.0.1:8000"
# curl, but failing where the server refuses; 28 is the end of a stream that is looked at for some seconds.
STRICT = """
set -euo pipefail
curl() { command curl --fail-with-body "$@" || { code=$?; [ $code = 28 ] || { echo "curl $*" >&2; return $code; }; }; }
"""
DEMO_PEOPLE = {"maria": "teacher", "sam": "student"}


def put_picture(file: Path) -> None:
    """A picture, as the tour takes it that one has one."""
    Image.new("RGB", (640, 480), (120, 160, 200)).save(file)


@pytest.fixture
def _demo_people(system: System) -> None:
    """The two of the demo content whom the tour speaks of."""
    with client(system.url) as anonymous:
        for username, user_type in DEMO_PEOPLE.items():
            email = f"{username}@lectern.example"
            body = {"username": username, "email": email, "password": PASSWORD, "user_type": user_type}
            anonymous.post("/api/auth/register/", json=body).raise_for_status()


@pytest.mark.usefixtures("_demo_people")
def test_every_command_of_the_tour_works_as_printed(system: System, tmp_path: Path) -> None:
    commands = "".join(BLOCK.findall(TOUR.read_text()))
    assert ADDRESS in commands
    for name in PICTURE.findall(commands):
        put_picture(tmp_path / name)
    for name in DOCUMENT.findall(commands):
        (tmp_path / name).write_bytes(samples.pdf(samples.BIOLOGY))
    script = STRICT + commands.replace(ADDRESS, f"LECTERN={system.url}")
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=250)
    assert done.returncode == 0, done.stderr + done.stdout[-2000:]
    assert '"is_enrolled":true' in done.stdout or '"status":"active"' in done.stdout
    assert "event: unread" in done.stdout
