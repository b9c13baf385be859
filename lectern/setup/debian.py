"""Debian packages: which are missing, and how they get onto the machine without starting a daemon."""

import os
import shutil
import subprocess
from collections.abc import Sequence

from lectern.setup.steps import ROOT, Impossible, command

INSTALLER = str(ROOT / "lectern" / "setup" / "install-packages.sh")


def install(packages: Sequence[str], otherwise: str = "") -> None:
    """Install the packages; raises Impossible with the command that a person has to give instead."""
    by_hand = f"sudo apt-get install {' '.join(packages)}"
    sentence = f"Lectern needs {' and '.join(packages)}. Please run: {by_hand}{otherwise}"
    if shutil.which("apt-get") is None or not _may_install():
        raise Impossible(sentence)
    words = ["sh", INSTALLER, *packages]
    command(words if os.geteuid() == 0 else ["sudo", "-n", *words], sentence)


def _may_install() -> bool:
    if os.geteuid() == 0:
        return True
    if shutil.which("sudo") is None:
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
