"""A collection for assistants, over the Model Context Protocol: the questions of the interface as tools."""
