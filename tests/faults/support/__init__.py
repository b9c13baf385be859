"""What fault tests do to the world: servers to break, processes to kill, connections to stall, calls to make."""
