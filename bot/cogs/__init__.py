"""The slash commands, one cog a topic: each names its options and hands the desk one question."""
