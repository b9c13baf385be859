"""The courses service: courses, and who is in them. It knows people by their ids only."""
