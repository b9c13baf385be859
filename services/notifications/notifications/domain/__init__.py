"""What is said to whom about which fact, and when: pure functions and types."""
