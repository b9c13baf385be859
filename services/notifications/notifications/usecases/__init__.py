"""One function per action; each owns its transaction."""
