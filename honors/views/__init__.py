"""Pages of rounds, places, measures, the register and certificates: each asks one question or runs one verb."""
