"""The supervisor's process: supervisord, made to stop when the process that started it is gone."""

import ctypes
import os
import signal
import sys

from supervisor import supervisord

PR_SET_PDEATHSIG = 1  # prctl(2), Linux


def stop_with_parent(parent: int) -> None:
    """Ask the kernel for a SIGTERM to this process as soon as the parent has died."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit("The launcher is gone.")


def main() -> None:
    """Run as: python -m lectern.daemon PARENT_PID CONFIGURATION_FILE."""
    parent, configuration = sys.argv[1:]
    stop_with_parent(int(parent))
    supervisord.main(["--configuration", configuration])


if __name__ == "__main__":
    main()
