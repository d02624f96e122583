"""Speakers: whom a source stands for, and how, to whom and when it was said."""
