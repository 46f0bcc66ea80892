"""The report as a page: what it shows is worked out here, how it looks stands in `reports/templates/`."""
