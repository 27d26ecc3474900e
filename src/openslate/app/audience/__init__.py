"""Use cases about who watches: events, segments, what resonates, whether traffic is genuine."""
