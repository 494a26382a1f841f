"""The styles domain."""
