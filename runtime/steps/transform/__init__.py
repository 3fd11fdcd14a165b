"""The step types of the group `transform`, in the order in which the palette shows them."""

from runtime.step_type import StepType
from runtime.steps.transform.calculate_array import CalculateArray
from runtime.steps.transform.distinct import Distinct
from runtime.steps.transform.execute_dataflow import ExecuteDataflow
from runtime.steps.transform.execute_script import ExecuteScript
from runtime.steps.transform.extract_collections import ExtractCollections
from runtime.steps.transform.filter_source import FilterSource
from runtime.steps.transform.get_entity_by_id import GetEntityById
from runtime.steps.transform.get_file_info import GetFileInfo
from runtime.steps.transform.group_by import GroupBy
from runtime.steps.transform.join_models import JoinModels
from runtime.steps.transform.load_catalogs_by_key import LoadCatalogsByKey
from runtime.steps.transform.lookup_reference import LookupReference
from runtime.steps.transform.query_entity_by_filter import QueryEntityByFilter
from runtime.steps.transform.select_many import SelectMany
from runtime.steps.transform.simple_math import SimpleMath
from runtime.steps.transform.transform_model import TransformModel

TRANSFORM_STEPS: tuple[type[StepType], ...] = (
    TransformModel,
    JoinModels,
    ExtractCollections,
    FilterSource,
    LookupReference,
    ExecuteScript,
    QueryEntityByFilter,
    SelectMany,
    GetEntityById,
    LoadCatalogsByKey,
    Distinct,
    GroupBy,
    CalculateArray,
    SimpleMath,
    ExecuteDataflow,
    GetFileInfo,
)
