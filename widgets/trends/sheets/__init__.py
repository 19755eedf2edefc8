"""Saved trend sheets (Kurvenblätter): kept, opened, locked. Start reading at `keeper`."""
