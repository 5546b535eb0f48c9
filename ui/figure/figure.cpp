// The figure painter follows.
