"""The one door of Lectern: HTTP in, calls over RabbitMQ out. What may be called it learns from announced contracts."""

__version__ = "0.1.0"
