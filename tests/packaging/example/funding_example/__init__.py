"""An example of a plugin for `funding`."""
