"""The command line for those who run the system: `python -m accounts.admin create|users|block|unblock|role|…`.

It works on the database directly, so it needs no running service; one that runs tells the others what was changed.
"""

from accounts.admin.parser import main

__all__ = ["main"]
