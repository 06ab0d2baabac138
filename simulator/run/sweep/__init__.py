"""Many points of a design, each an ensemble on the same luck, kept as Parquet parts."""
