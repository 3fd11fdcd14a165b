"""Documents from templates: filled in worker processes that touch nothing but what they are sent."""
