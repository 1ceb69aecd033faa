"""The bot over real sockets: a loopback Discord, and what starts a bot against it."""
