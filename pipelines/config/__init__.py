"""`thinkfamily.toml`: what a council says of its sources, checked whole when it is loaded."""

from pipelines.config.council import Config, Engine
from pipelines.config.loading import ConfigError, load_config
from pipelines.config.source import Completion, SourceConfig
from pipelines.config.values import TO_FILL_IN

__all__ = [
    "TO_FILL_IN",
    "Completion",
    "Config",
    "ConfigError",
    "Engine",
    "SourceConfig",
    "load_config",
]
