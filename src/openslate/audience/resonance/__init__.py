"""Which attributes of content which segments watch more, or less, than everybody else."""
