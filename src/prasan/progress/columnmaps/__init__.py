"""Files of figures for other systems, by column maps that people edit: `fields` fill columns, `export` writes files."""
