"""Asking registers of others for the credential of a file that lost its own."""
