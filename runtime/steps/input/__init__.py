"""The step types of the group `input`, in the order in which the palette shows them."""

from runtime.step_type import StepType

INPUT_STEPS: tuple[type[StepType], ...] = ()
