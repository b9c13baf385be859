"""What the world may ask of this service, a module for each matter; `accounts.service` is all of them together."""
