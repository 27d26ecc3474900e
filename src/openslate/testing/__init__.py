"""Conformance suites, fakes and a tiny catalogue; ships for users, imported by nothing."""
