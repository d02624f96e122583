"""Words as Sayso compares them: folded alike everywhere, with their spans, and how common they are in general."""
