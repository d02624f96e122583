"""What was said once, over all the reports that carry it."""
