"""What is watched, what wakes somebody, and where they look."""
