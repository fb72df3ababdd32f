"""Numeric claims from Chinese press releases as typed, traceable records."""

__version__ = "0.1.0"
