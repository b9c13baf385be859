"""What tests of services share: migrated databases, and looking at what was emitted."""
