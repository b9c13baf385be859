"""Who may do what: every published operation, tried by everybody. `table.txt` says how each attempt has to end."""
