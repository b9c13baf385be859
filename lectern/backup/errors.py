"""What goes wrong with backups, in words for whoever makes or restores one."""


class BackupError(Exception):
    """A backup cannot be made or restored; the message is one sentence that says why and what to do."""
