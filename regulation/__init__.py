"""The law, in running lines: 总工办发〔2020〕15号. Pure functions over frozen facts; no database, no clock, no I/O."""
