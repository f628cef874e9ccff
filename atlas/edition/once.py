"""A property that is worked out once per object, without a lock.

``functools.cached_property`` of Python 3.11 holds one lock per property for all instances: one reader's slow search
would stop every other reader's view.
"""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class once(Generic[T]):
    """As ``functools.cached_property``, also in frozen dataclasses. Two threads that ask one object at the same moment
    both work it out, and both get the answer that was there first."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> T | Self:
        if instance is None:
            return self
        # No __set__: once it stands in the object's own dictionary, Python does not ask here again.
        found: T = instance.__dict__.setdefault(self._name, self._make(instance))
        return found
