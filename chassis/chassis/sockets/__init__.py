"""Many sockets at once: what waits to go out to each, and how processes share the sockets of many people."""
