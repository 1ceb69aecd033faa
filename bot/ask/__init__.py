"""From what a fan types to what is meant."""
