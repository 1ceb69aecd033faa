"""Discord's limits, each with its origin: the public API documentation, August 2026."""

# Components V2, message resource and component reference
COMPONENTS = 40
MESSAGE_TEXT = 4_000
CONTENT = 2_000
"""The text of a message without components."""
BUTTON_LABEL = 80
CUSTOM_ID = 100
MENU_OPTIONS = 25
OPTION_TEXT = 100
PLACEHOLDER = 150
MODAL_TITLE = 45
MODAL_LABEL = 45

# Application commands
CHOICES = 25
CHOICE_NAME = 100
COMMAND_NAME = 32
COMMAND_DESCRIPTION = 100

# Our own, within those above
TYPED_NAME = 100
"""How much of what a fan types is looked at."""
HEADLINE = 300
SMALL_PRINT = 500
LINE = 2_400
BUTTONS_SHOWN = 3
