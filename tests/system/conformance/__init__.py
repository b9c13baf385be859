"""Whether the system keeps to the document that it publishes: every answer of it is one that the document names."""
