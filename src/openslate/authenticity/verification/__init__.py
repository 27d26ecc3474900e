"""From what is found in and about a file to one of six verdicts, with the reasons as data."""
