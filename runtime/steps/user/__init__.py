"""The step types of the group `user`, in the order in which the palette shows them."""

from runtime.step_type import StepType
from runtime.steps.user.assign_context_role_for_model import AssignContextRoleForModel
from runtime.steps.user.confirm_one_time_code_for_user import ConfirmOneTimeCodeForUser
from runtime.steps.user.confirm_user_email_request import ConfirmUserEmailRequest
from runtime.steps.user.get_one_time_code_for_user import GetOneTimeCodeForUser
from runtime.steps.user.get_user_info import GetUserInfo
from runtime.steps.user.login_with_password import LoginWithPassword
from runtime.steps.user.prepare_external_keys import PrepareExternalKeys
from runtime.steps.user.register_context_for_model import RegisterContextForModel
from runtime.steps.user.register_external_user import RegisterExternalUser
from runtime.steps.user.remove_assigned_roles_for_user import RemoveAssignedRolesForUser
from runtime.steps.user.reset_user_password_request import ResetUserPasswordRequest
from runtime.steps.user.send_notification import SendNotification
from runtime.steps.user.send_templated_notification import SendTemplatedNotification
from runtime.steps.user.update_or_create_user_info import UpdateOrCreateUserInfo

USER_STEPS: tuple[type[StepType], ...] = (
    RegisterContextForModel,
    PrepareExternalKeys,
    AssignContextRoleForModel,
    RegisterExternalUser,
    GetOneTimeCodeForUser,
    ConfirmOneTimeCodeForUser,
    UpdateOrCreateUserInfo,
    GetUserInfo,
    LoginWithPassword,
    ResetUserPasswordRequest,
    ConfirmUserEmailRequest,
    SendTemplatedNotification,
    SendNotification,
    RemoveAssignedRolesForUser,
)
