"""The endpoints, by matter; `service.py` puts them together."""
