"""Constructs: keyword-only, each one part of the deployment."""
