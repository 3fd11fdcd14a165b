"""The step types of the group `output`, in the order in which the palette shows them."""

from runtime.step_type import StepType

OUTPUT_STEPS: tuple[type[StepType], ...] = ()
