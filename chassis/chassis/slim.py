"""Keeps a process small: `import chassis.slim`, before anything else but `chassis.green` is imported.

Libraries take in other ones where those happen to be installed, for what no process here does. An import of these fails
as if they were not, which their takers expect.
"""

from __future__ import annotations

import sys
from typing import cast

NEVER_USED = (
    "rich",  # structlog would draw tracebacks with it: 5 MB
    "opentelemetry.sdk.metrics",  # redis would count its commands with it: 1.5 MB
)

cast("dict[str, object]", sys.modules).update(dict.fromkeys(NEVER_USED))
