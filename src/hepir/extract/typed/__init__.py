"""The grammar of one well-typed statement: what a decoder may write at a place of a program, given a quote."""
