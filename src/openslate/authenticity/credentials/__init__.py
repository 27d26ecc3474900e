"""Content Credentials (C2PA): certificates, keys, trust lists, signing, reading, timestamps."""
