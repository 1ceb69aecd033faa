"""What the bot keeps: how far members have watched, how servers set it up, and what it couldn't answer.

`store.Store` is the whole of it for everything above; `values` are the words in which it speaks.
"""
