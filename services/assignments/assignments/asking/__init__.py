"""Asking a language model for questions and cards, and making sense of what it answers."""
