"""The portal: shells rendered once by Material for MkDocs, filled with what a View holds."""
