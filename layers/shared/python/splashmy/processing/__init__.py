"""The processing domain."""
