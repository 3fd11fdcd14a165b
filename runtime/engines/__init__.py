"""What computes a model: Polars (embedded), and the open model that stands in where the data is not known yet."""
