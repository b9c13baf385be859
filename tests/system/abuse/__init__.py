"""The gateway under attack: what is sent to it, how it answers, and that its memory stays as it is."""
