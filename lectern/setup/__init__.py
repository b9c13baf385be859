"""Sets everything up that the system needs on this machine. Standard library only: it runs before
anything is installed.
"""
