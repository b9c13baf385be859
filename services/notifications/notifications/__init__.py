"""The notifications service: what people are told, and whether they have read it. It decides nothing about courses."""
