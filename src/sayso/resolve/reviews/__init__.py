"""Reviews: what people decided, found again in the texts as they are now, and brought to bear where articles meet."""
