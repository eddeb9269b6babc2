"""Measurements, on made-up data that says SIMULADO and is never published."""
