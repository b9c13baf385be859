"""`python -m accounts.admin`."""

from accounts.admin import main

main()
