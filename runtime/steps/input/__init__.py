"""The step types of the group `input`, in the order in which the palette shows them."""

from runtime.step_type import StepType
from runtime.steps.input.get_action_model import GetActionModel
from runtime.steps.input.get_empty_model import GetEmptyModel
from runtime.steps.input.get_raw_model import GetRawModel
from runtime.steps.input.get_values_from_connector import GetValuesFromConnector
from runtime.steps.input.import_file import ImportFile
from runtime.steps.input.proxy_get_entry import ProxyGetEntry
from runtime.steps.input.proxy_query_entry import ProxyQueryEntry
from runtime.steps.input.subscribe_to_connector import SubscribeToConnector

INPUT_STEPS: tuple[type[StepType], ...] = (
    GetValuesFromConnector,
    SubscribeToConnector,
    GetActionModel,
    GetEmptyModel,
    ProxyGetEntry,
    ProxyQueryEntry,
    GetRawModel,
    ImportFile,
)
