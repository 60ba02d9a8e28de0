"""Work and studies: a hazard that runs down an Exp(1) threshold."""
