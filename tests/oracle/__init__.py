"""A war written from the document alone, to hold the model against."""
