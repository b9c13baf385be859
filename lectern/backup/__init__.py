"""Backups: one folder with a copy of every database as of one moment, the files, and a manifest that proves both."""

from lectern.backup.errors import BackupError
from lectern.backup.places import Places
from lectern.backup.plan import Plan
from lectern.backup.restoring import restore
from lectern.backup.taking import newest, take, thin_out

__all__ = ["BackupError", "Places", "Plan", "newest", "restore", "take", "thin_out"]
