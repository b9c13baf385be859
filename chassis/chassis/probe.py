"""Asks the process beside it whether it can serve: `python -m chassis.probe`, the health check of every image.

The standard library alone, so that asking every few seconds costs little.
"""

from __future__ import annotations

import os
import sys
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException

PATIENCE_SECONDS = 4.0


def main() -> None:
    """Ask at HEALTH_PORT, else at PORT; leaves with status 1 for any answer but `200`, or none."""
    port = int(os.environ.get("HEALTH_PORT") or os.environ["PORT"])
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        report = answer.read().decode()
    except (OSError, HTTPException) as error:
        sys.exit(f"no answer on port {port}: {error}")
    finally:
        connection.close()
    sys.stdout.write(f"{report}\n")
    sys.exit(0 if answer.status == HTTPStatus.OK else 1)


if __name__ == "__main__":
    main()
