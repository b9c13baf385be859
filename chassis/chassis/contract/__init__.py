"""What a service promises: an OpenAPI fragment made from the code that answers."""
