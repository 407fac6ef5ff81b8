"""The component tags, one module per family; `ui.templatetags.ui` gathers them."""
