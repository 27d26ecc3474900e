"""Figures on sets of labelled messages: how well the reading tells harm from its neighbours."""
