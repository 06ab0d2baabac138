"""A row a war, a row a war and month: what regressions are run on."""
