"""What faces and reports share: labels, languages, masks, visible(), widths in cells."""
