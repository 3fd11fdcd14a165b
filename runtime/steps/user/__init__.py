"""The step types of the group `user`, in the order in which the palette shows them."""

from runtime.step_type import StepType

USER_STEPS: tuple[type[StepType], ...] = ()
