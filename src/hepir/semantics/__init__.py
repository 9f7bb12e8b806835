"""From a syntax tree to a typed program: names, types, units, options, intervals, evidence."""
