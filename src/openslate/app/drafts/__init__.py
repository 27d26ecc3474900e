"""Writing, picking and editing drafts in a workspace; scripts, storyboards and look books."""
