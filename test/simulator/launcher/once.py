"""What moto works out anew for each request, worked out once. None of it shows in an answer."""

import functools

import moto.backends
import moto.core.responses
import moto.core.utils

MODULES = tuple(moto.backends.list_of_moto_modules())
moto.backends.list_of_moto_modules = lambda: MODULES

names = functools.cache(moto.core.utils.method_names_from_class)
moto.core.utils.method_names_from_class = names
moto.core.responses.method_names_from_class = names
