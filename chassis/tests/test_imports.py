"""Every module can be the first that is imported: none relies on another having been there before."""

from __future__ import annotations

import subprocess
import sys

# One interpreter for all: what is not the chassis' may stay loaded, metrics may be registered again.
IMPORT_EACH = """
import importlib, pkgutil, sys
from prometheus_client import REGISTRY
import chassis
names = [module.name for module in pkgutil.walk_packages(chassis.__path__, "chassis.")]
own = set(REGISTRY._collector_to_names)
for name in names:
    for loaded in [one for one in sys.modules if one.partition(".")[0] == "chassis"]:
        del sys.modules[loaded]
    for collector in set(REGISTRY._collector_to_names) - own:
        REGISTRY.unregister(collector)
    importlib.import_module(name)
print(len(names))
"""


def test_every_module_can_be_imported_first() -> None:
    command = [sys.executable, "-W", "ignore", "-c", IMPORT_EACH]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 40
