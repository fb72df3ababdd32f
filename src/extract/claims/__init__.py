"""Binding: which indicator, whose, when, against what, fact or target, part of which whole."""
