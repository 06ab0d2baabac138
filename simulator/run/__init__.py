"""Many wars: ensembles, sweeps, workers."""
