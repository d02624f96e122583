"""What people decide: told by them, listed for them, and as a log that travels."""
