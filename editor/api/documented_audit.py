"""What the OpenAPI document says of the audit log and the sign-ins."""

from editor.api import shapes_audit as shapes
from editor.api.documented import Told, answers

audit: Told = {"responses": answers(s200=shapes.AuditPage)}
audit_export: Told = {"responses": {**answers(), 200: {"description": "The file.", "content": {
    kind: {"schema": {"type": "string"}} for kind in ("text/csv", "application/x-ndjson")}}}}  # fmt: skip
audit_verification: Told = {"responses": answers(s200=shapes.AuditVerdict)}
sign_ins: Told = {"responses": answers(s200=shapes.SignInPage)}
