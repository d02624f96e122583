"""Which articles tell one story, and in which bursts."""
