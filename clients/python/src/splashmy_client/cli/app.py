import typer

from splashmy_client.cli import account, batches, jobs, results, styles

app = typer.Typer(
    help="SplashMy: photos in another style.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for module in (account, styles, jobs, batches, results):
    app.registered_commands += module.commands.registered_commands
