"""The science of Han (2020), one module for each part of the paper: pure functions of records."""
