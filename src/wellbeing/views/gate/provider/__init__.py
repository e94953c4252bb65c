"""An agency's own login (OpenID Connect): begin with `login`, which leads readers there and takes them back."""
