"""Reading what is deployed, and doing without an engine what images do."""
