"""Live rooms: chat, whiteboard and voice, and the log of what happened in them."""
