"""What goes in and out, by matter: content, assignments, attempts, and what only teachers see."""
