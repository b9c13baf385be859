"""Quizzes and decks in the forms that other programs read and write. Pure: content in, bytes out, and back."""
