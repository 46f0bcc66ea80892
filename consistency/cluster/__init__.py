"""The corridor on a cluster: its steps as verbs over rows, and the order in which Spark runs them."""
