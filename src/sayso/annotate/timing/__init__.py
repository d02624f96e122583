"""Times: expressions, their TIMEX3 values and the intervals they stand for."""
