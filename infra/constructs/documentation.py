"""The interactive documentation at /docs/, where an environment shows it.

Swagger UI comes from the installed Powertools and goes with the function's own code: no other
function needs it.
"""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from aws_lambda_powertools.event_handler.openapi import swagger_ui
from constructs import Construct

from functions.documentation.handler import FOLDER, PAGE, handler
from infra.catalog import FUNCTIONS, Function
from infra.constructs.functions import Layers, PythonFunction
from infra.environments import Environment
from infra.locations import Locations

SWAGGER_UI = Path(swagger_ui.__file__).parent
FILES = (
    FOLDER / "start.js",
    SWAGGER_UI / "swagger-ui.min.css",
    SWAGGER_UI / "swagger-ui-bundle.min.js",
    FUNCTIONS.parent / "docs/openapi.json",
)
PATHS = ("/docs", *(f"/docs/{file.name}" for file in FILES))
FUNCTION = "documentation-show_page"


class Documentation(Construct):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        locations: Locations,
        layers: Layers,
    ) -> None:
        super().__init__(scope, id)
        with TemporaryDirectory() as folder:
            for file in (FOLDER / "handler.py", FOLDER / PAGE, *FILES):
                shutil.copy(file, folder)
            PythonFunction(
                self,
                FUNCTION,
                function=Function("documentation", "show_page", Path(folder), handler),
                environment=environment,
                locations=locations,
                layers=layers,
            )
