"""Numbers: numerals, and quantities with what they count."""
