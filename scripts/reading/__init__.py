"""Reads rules/, checks all of it and compiles it to the model that the core reads."""
