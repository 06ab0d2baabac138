"""What the disagreement of two theories comes from: Shapley values over groups of assumptions."""
