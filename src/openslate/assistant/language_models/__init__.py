"""A client of any server that speaks the OpenAI chat protocol; no model is part of Slate."""
