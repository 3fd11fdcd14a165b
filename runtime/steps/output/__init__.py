"""The step types of the group `output`, in the order in which the palette shows them."""

from runtime.step_type import StepType
from runtime.steps.output.apply_deferred_update_operations import ApplyDeferredUpdateOperations
from runtime.steps.output.deferred_update_entry import DeferredUpdateEntry
from runtime.steps.output.execute_api_call import ExecuteApiCall
from runtime.steps.output.export_to_file import ExportToFile
from runtime.steps.output.form_action import FormAction
from runtime.steps.output.render_template import RenderTemplate
from runtime.steps.output.store_entry_over_bus import StoreEntryOverBus
from runtime.steps.output.update_entry import UpdateEntry
from runtime.steps.output.write_response import WriteResponse

OUTPUT_STEPS: tuple[type[StepType], ...] = (
    StoreEntryOverBus,
    UpdateEntry,
    DeferredUpdateEntry,
    ApplyDeferredUpdateOperations,
    ExecuteApiCall,
    WriteResponse,
    FormAction,
    ExportToFile,
    RenderTemplate,
)
