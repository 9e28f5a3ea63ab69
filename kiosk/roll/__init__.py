"""The roll: who may attend, and who counts.

A roll is read from a CSV or XLSX file outside the writer, shown as a preview with each row's trouble, and applied
as one entry with the changed rows only; the same file again changes nothing, nobody is removed by an import. Each
member gets a badge code derived from the file's secret; the journal knows its hash. Members are found by name in
either script, pinyin, initials, number or phone tail. Voters may be excluded from the base for a reason of the
rules: approved by a named body, and passed by one vote of the meeting; who comes after all is back in the base.
"""
