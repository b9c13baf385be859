"""The assignments service: quizzes and flashcards. It knows courses and people by their ids only."""
