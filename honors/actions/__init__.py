"""What can be done with rounds, places, measures and the register."""
