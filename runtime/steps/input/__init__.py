"""The step types of the group `input`, in the order in which the palette shows them."""

from runtime.step_type import StepType
from runtime.steps.input.get_action_model import GetActionModel
from runtime.steps.input.get_empty_model import GetEmptyModel
from runtime.steps.input.get_raw_model import GetRawModel
from runtime.steps.input.import_file import ImportFile

INPUT_STEPS: tuple[type[StepType], ...] = (GetActionModel, GetEmptyModel, GetRawModel, ImportFile)
