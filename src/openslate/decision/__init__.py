"""The loop's types: candidates, findings, verdicts and the record of a decision."""
