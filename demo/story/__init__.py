"""The demo's two rounds: one finished in 2023, one running in 2026, with cases at every stage. Nobody in it is real."""
