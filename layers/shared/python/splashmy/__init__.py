"""SplashMy: what its functions share."""

import gc
import os

# What is imported stays, so looking for garbage meanwhile finds none and takes a tenth of a cold
# start. Only where Lambda starts a function; `core.initialization` goes on with it.
if "AWS_LAMBDA_INITIALIZATION_TYPE" in os.environ:
    gc.disable()
