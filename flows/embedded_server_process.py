"""The process of the embedded server; it ends with the run that started it."""

from __future__ import annotations

import os


def main() -> None:
    """Serve on the address that the environment names, until told to stop."""
    from flows.service.parent import end_with_parent

    end_with_parent()
    import uvicorn
    from prefect.server.api.server import create_app

    uvicorn.run(
        create_app(ephemeral=True, final=True), host=os.environ["PREFECT_SERVER_API_HOST"],
        port=int(os.environ["PREFECT_SERVER_API_PORT"]), log_level="error", lifespan="on", timeout_graceful_shutdown=5,
    )  # fmt: skip


if __name__ == "__main__":
    main()
