"""Many figures at once (การนำเข้าตัวเลขจำนวนมาก): earlier years, other systems' files, workbooks of whole provinces.

`staging` brings a file into a temporary table and says what each of its words means, `checks` finds every bad row by
sets, `apply` writes reports, figures and journal. Nothing is half loaded: one bad row and nothing has changed.
The verb is `prasan.progress.loading.LoadFigures`; the command line `prasan figures load`.
"""
