"""Work for a long time while things break at random; in the end nothing promised is missing, and nothing has grown."""
