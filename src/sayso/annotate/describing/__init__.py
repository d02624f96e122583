"""By which words an article calls those it writes of: names, titles, descriptions, each with the voice it has."""
