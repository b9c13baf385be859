"""Finding the class that a command line names."""

from __future__ import annotations

import importlib
import sys


def load(target: str) -> type:
    """The class that `package.module:Class` names."""
    module, _, name = target.partition(":")
    sys.path.insert(0, ".")
    found: type = getattr(importlib.import_module(module), name)
    return found
