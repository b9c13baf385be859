"""The local launcher: sets the system up on one machine, runs it under a supervisor, stops it.

It knows which processes there are and how they are started; it must not know what they do.
"""
