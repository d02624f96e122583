"""A story as one file to hand on."""
