"""Stand-ins for what surrounds a gateway, for tests: a bus, a Redis, a client, a service. Nothing else imports it."""
