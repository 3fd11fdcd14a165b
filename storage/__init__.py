"""What is remembered: flow documents, drafts and versions, files, people, runs. Knows no step type."""
