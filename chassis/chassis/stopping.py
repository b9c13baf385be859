"""Leaving: finish what is in flight, then go; and go anyway when that takes too long or the broker is away."""

from __future__ import annotations

import errno
import logging
import os
from typing import Any

import eventlet
from eventlet import patcher
from nameko.runners import ServiceRunner

from chassis import tracing

GRACE_SECONDS = 2.0

_threading: Any = patcher.original("threading")
_log = logging.getLogger(__name__)


class Stopping:
    """Serves with a runner until a signal, then drains for at most `drain_seconds` and ends the process."""

    def __init__(self, runner: ServiceRunner, drain_seconds: float) -> None:
        self.requested = False
        self._runner = runner
        self._drain_seconds = drain_seconds

    def on_signal(self, *_: Any) -> None:
        """A signal handler runs outside of any green thread, where nothing may wait; so it only starts one."""
        if self.requested:
            os._exit(1)
        self.requested = True
        self._end_for_certain()
        eventlet.spawn_n(self._drain)

    def _end_for_certain(self) -> None:
        """From a real thread, for a hub that never turns again cannot end the process."""
        last = _threading.Timer(self._drain_seconds + GRACE_SECONDS, os._exit, (1,))
        last.daemon = True
        last.start()

    def serve(self) -> None:
        """Start, and wait until the container has stopped. Ends the process."""
        served: Any = eventlet.spawn(self._serve)
        while not served.dead:
            try:
                served.wait()
            except OSError as error:
                if error.errno != errno.EINTR:
                    _die()
            except Exception:
                _die()
        os._exit(0)

    def _serve(self) -> None:
        self._runner.start()
        _log.info("serving")
        self._runner.wait()

    def _drain(self) -> None:
        _log.info("stopping")
        try:
            with eventlet.Timeout(self._drain_seconds):
                self._runner.stop()
        except eventlet.Timeout:
            _log.warning("still busy after %.0f s; leaving", self._drain_seconds)
        except Exception:
            _log.exception("could not stop in good order; leaving")
        finally:
            tracing.stop()
            os._exit(0)


def _die() -> None:
    _log.exception("the service died")
    os._exit(1)
