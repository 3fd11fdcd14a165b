"""The step types of the group `output`, in the order in which the palette shows them."""

from runtime.step_type import StepType
from runtime.steps.output.export_to_file import ExportToFile
from runtime.steps.output.write_response import WriteResponse

OUTPUT_STEPS: tuple[type[StepType], ...] = (WriteResponse, ExportToFile)
