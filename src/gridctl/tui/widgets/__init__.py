"""What screens are made of: plain data in, messages out; none of them knows the app."""
