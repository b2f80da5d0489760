"""`python -m prasan.platform.live`: run the live process with settings from the environment."""

import logging
import os
import sys

from prasan.platform.live.process import main
from prasan.platform.live.settings import SettingWrong, from_environment

if __name__ == "__main__":
    logging.basicConfig(level=os.environ.get("PRASAN_LOG_LEVEL", "INFO"), format="%(asctime)s %(name)s %(message)s")
    try:
        main(from_environment(os.environ))
    except SettingWrong as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"live process: {error}")
