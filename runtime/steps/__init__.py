"""The catalogue: every step type by its name."""

from runtime.step_type import StepType
from runtime.steps.input import INPUT_STEPS
from runtime.steps.output import OUTPUT_STEPS
from runtime.steps.transform import TRANSFORM_STEPS
from runtime.steps.user import USER_STEPS

CATALOG: dict[str, type[StepType]] = {
    step.type_name(): step for step in (*INPUT_STEPS, *TRANSFORM_STEPS, *USER_STEPS, *OUTPUT_STEPS)
}
