"""How Superset is set up; 'segmentlake bi superset' says where its folder is, and which of its files has the secrets."""

import json
import os
from pathlib import Path

HOME = Path(os.environ["SEGMENTLAKE_SUPERSET_HOME"])

# Signs sessions and encrypts the database's password; neither on a command line nor in the environment.
SECRET_KEY = json.loads((HOME / "secrets.json").read_text())["secret_key"]

SQLALCHEMY_DATABASE_URI = f"sqlite:///{HOME / 'superset.db'}"
# Two requests may write at once: the second waits.
SQLALCHEMY_ENGINE_OPTIONS = {"connect_args": {"timeout": 30}}

# Tables change once a day; who reloads a dashboard need not wait for Spark again.
_MINUTES = 60


def _cache(name, minutes):
    return {
        "CACHE_TYPE": "FileSystemCache",
        "CACHE_DIR": str(HOME / "cache" / name),
        "CACHE_DEFAULT_TIMEOUT": minutes * _MINUTES,
        "CACHE_THRESHOLD": 1000,
    }


CACHE_CONFIG = _cache("metadata", 60)
DATA_CACHE_CONFIG = _cache("data", 10)
FILTER_STATE_CACHE_CONFIG = _cache("filters", 60 * 24 * 90)
EXPLORE_FORM_DATA_CACHE_CONFIG = _cache("explore", 60 * 24 * 7)

# Programs log in by password and get a token; browsers have a session, and forms a token against forgery.
WTF_CSRF_ENABLED = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# One machine, one process: counted in memory.
RATELIMIT_STORAGE_URI = "memory://"

# Pages get everything from here: neither fonts nor pixels that count users come from elsewhere.
TALISMAN_CONFIG = {
    "content_security_policy": {
        "default-src": ["'self'"],
        "base-uri": ["'self'"],
        "img-src": ["'self'", "blob:", "data:"],
        "worker-src": ["'self'", "blob:"],
        "connect-src": ["'self'"],
        "object-src": "'none'",
        "style-src": ["'self'", "'unsafe-inline'"],
        "script-src": ["'self'", "'strict-dynamic'"],
    },
    "content_security_policy_nonce_in": ["script-src"],
    "force_https": False,
    "session_cookie_secure": False,
}

APP_NAME = "Segmentlake"
ROW_LIMIT = 10_000
SUPERSET_WEBSERVER_TIMEOUT = 120
SQLLAB_TIMEOUT = 120
LOG_LEVEL = "WARNING"


def FLASK_APP_MUTATOR(app):
    """Superset takes the Thrift Server for Hive; weeks and months are cut as Spark does."""
    from superset.db_engine_specs.hive import HiveEngineSpec
    from superset.db_engine_specs.spark import SparkEngineSpec

    HiveEngineSpec._time_grain_expressions = SparkEngineSpec._time_grain_expressions
