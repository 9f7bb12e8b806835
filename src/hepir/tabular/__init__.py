"""Numbers by bins in files: HEPData YAML, YODA, correctionlib JSON."""
