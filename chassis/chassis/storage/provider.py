"""The Nameko dependency that gives a service its files, and removes those that nothing refers to any more."""

from __future__ import annotations

import logging
import threading
from typing import Any

from nameko.extensions import DependencyProvider

from chassis.database.store import Store
from chassis.settings import ServiceSettings
from chassis.storage import links
from chassis.storage.discards import BATCH, sweep
from chassis.storage.files import Files
from chassis.storage.location import connect
from chassis.storage.objects import Storage

SWEEP_SECONDS = 60.0
_log = logging.getLogger(__name__)


class FileStorage(DependencyProvider):
    """`files = FileStorage()` on a service that has a `Database`, with the table of `chassis.storage.discards`."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self.files: Files

    def setup(self) -> None:
        """Called once, before the container starts."""
        settings = ServiceSettings()
        storage = Storage(connect(settings.storage_url, settings.s3_endpoint_url))
        self.files = Files(storage, links.signer(settings.secret_key))

    def start(self) -> None:
        """Called when the container starts: begin sweeping."""
        stores = [getattr(extension, "store", None) for extension in self.container.dependencies]
        (store,) = [one for one in stores if isinstance(one, Store)]
        self.container.spawn_managed_thread(lambda: self._sweep(store), identifier="sweep")

    def stop(self) -> None:
        """Called after the last worker is done."""
        self._stopping.set()

    def kill(self) -> None:
        """Called when the container dies."""
        self._stopping.set()

    def get_dependency(self, worker_ctx: Any) -> Files:
        """The files; one for all workers."""
        return self.files

    def _sweep(self, store: Store) -> None:
        pause = 0.0
        while not self._stopping.wait(pause):
            pause = SWEEP_SECONDS
            try:
                if sweep(store, self.files.delete) == BATCH:
                    pause = 0.0
            except Exception as error:
                _log.warning("could not sweep: %s", error)
