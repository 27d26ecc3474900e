"""Operational memory in SQL: events, journal, accounts, jobs."""
