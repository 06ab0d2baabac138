"""Forecasts against what happened afterwards, with proper scores and two naive forecasters."""
