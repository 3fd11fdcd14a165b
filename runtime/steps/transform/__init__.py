"""The step types of the group `transform`, in the order in which the palette shows them."""

from runtime.step_type import StepType
from runtime.steps.transform.filter_source import FilterSource

TRANSFORM_STEPS: tuple[type[StepType], ...] = (FilterSource,)
