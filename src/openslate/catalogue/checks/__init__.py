"""What an editor should look at: shapes that records must have, and checks over the whole."""
