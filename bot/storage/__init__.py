"""What the bot is told and keeps: how far members have watched, and how servers set it up.

`store.Store` is the whole of it for everything above; `values` are the words in which it speaks.
"""
