"""The look of every screen: Jinja environment, shell, components, charts, gallery."""
