"""How fast the bot is, beside a bare one that does the least that discord.py can: `python -m tests.bench`."""
