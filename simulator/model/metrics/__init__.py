"""What is measured: a war to named numbers, and many wars to an outcome."""
