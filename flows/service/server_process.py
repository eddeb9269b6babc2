"""The Prefect server of the service, in a process of its own that ends with the supervisor."""

from __future__ import annotations

import os

import uvicorn


def main() -> None:
    """Serve on the address that the environment names, until told to stop."""
    from flows.service.parent import end_with_parent

    end_with_parent()
    from prefect.server.api.server import create_app

    import flows.service.mail_block  # noqa: F401  (the server sends what this block says)

    uvicorn.run(
        create_app(final=True), host=os.environ["PREFECT_SERVER_API_HOST"],
        port=int(os.environ["PREFECT_SERVER_API_PORT"]), log_level="warning", timeout_graceful_shutdown=5,
    )  # fmt: skip


if __name__ == "__main__":
    main()
