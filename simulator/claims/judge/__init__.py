"""From a card and the numbers of many wars to a verdict. Nothing here runs anything."""
