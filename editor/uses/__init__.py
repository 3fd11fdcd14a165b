"""“Used by”: what names a thing, shown on its page, and asked about before the thing is deleted."""

from editor.uses.asking import confirm_delete
from editor.uses.panel import uses_panel

__all__ = ["confirm_delete", "uses_panel"]
