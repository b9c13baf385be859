"""Rules as pure functions and types: no clock, no input or output."""
