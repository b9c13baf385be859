"""A service with nothing to do but to be broken: it writes, waits, hashes, asks and fails as it is told."""
