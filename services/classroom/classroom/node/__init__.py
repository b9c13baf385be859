"""The process that holds the sockets of live rooms: asyncio, no Nameko."""
