"""Personal data: encrypted columns, look-up without plain text, masks, and a key of its own for each person.

A model declares `personal = {field: kind}`. Its values reach the journal only sealed under the key of the
person they are about; destroying that key (`keys.destroy`) erases them there for good.
"""
