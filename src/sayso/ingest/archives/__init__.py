"""Exports of paid archives that hold many articles in one file, whatever the file was: told by what stands in it."""
