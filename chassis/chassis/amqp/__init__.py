"""Nameko's transport, made to hold where it does not hold alone: dead brokers, poison messages, missed deadlines."""
