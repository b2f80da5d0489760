"""The Excel round trip: a report as a workbook that is filled in offline and read back with a diff.

`layout` says what stands where, `writing` makes the file, `package` tells what kind of file came back and which cells
are no plain numbers, `reading` finds report and rows in it, `comparing` sets file, base and stored figures side by
side, `saving` keeps a read file and performs SaveFigures for what was accepted.
"""
