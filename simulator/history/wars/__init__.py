"""Wars on record: coded by one protocol, played, and set beside what happened."""
