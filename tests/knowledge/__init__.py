"""Knowledge files: how they are read, what is said of them, and what they mean."""
