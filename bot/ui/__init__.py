"""Everything that Discord shows: cards, buttons, menus, the sentence after a fault."""
