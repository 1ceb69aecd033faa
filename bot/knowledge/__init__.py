"""The knowledge files: what they may say, how they are read, and the shelf of shows that they make."""
