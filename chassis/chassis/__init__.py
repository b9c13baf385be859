"""The one library every process of Lectern shares. It knows calls, events and databases, never courses or people."""
