"""The accounts service: who people are, and who is signed in. It knows nothing of courses."""
