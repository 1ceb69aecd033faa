"""Usher: a self-hosted Discord bot that answers a fan community's questions about its show."""

__version__ = "0.1.0"
