"""What tests of services share.

- `databases`: real, migrated databases, and what was emitted into their outbox
- `processes`: a service class in a process of its own, as in production
- `broker`: calling it, telling it events, and looking into queues
- `fakes`: standing in for a service that it calls
- `channels`: listening to what it publishes to Redis
- `waiting`: waiting for a condition with a deadline, instead of sleeping
"""
