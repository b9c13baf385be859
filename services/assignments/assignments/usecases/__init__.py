"""What can be done, by matter: one function per action."""
