"""Each article alone: sentences, names, attributions, speakers, times, quantities."""
