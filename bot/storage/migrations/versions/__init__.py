"""The migrations. Each says what it changes in its own words, and never imports the tables of today."""
