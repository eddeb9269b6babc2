"""Scrapy, tuned for speed: fetch pages from one host, eight at a time, and write each body to a file.

``python -m bench.rivals.scrapy_pages ROOT COUNT``. For each line on standard input, the name of a folder, it crawls
once into that folder and answers with a line: how many bodies it wrote.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.http import Response
from scrapy.utils.reactor import install_reactor

SETTINGS = {
    "CONCURRENT_REQUESTS": 8,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "DOWNLOAD_DELAY": 0,
    "ROBOTSTXT_OBEY": True,
    "USER_AGENT": "SIMULADO (+https://example.org)",
    # What a crawl of known addresses has no use for.
    "COOKIES_ENABLED": False,
    "METAREFRESH_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
    "SPIDER_MIDDLEWARES": {
        "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
        "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    },
    "EXTENSIONS": {
        "scrapy.extensions.logstats.LogStats": None,
        "scrapy.extensions.memusage.MemoryUsage": None,
        "scrapy.extensions.corestats.CoreStats": None,
    },
    "LOG_LEVEL": "WARNING",
}


class Pages(scrapy.Spider):
    """Every page, each body a file named by its number."""

    name = "pages"

    def __init__(self, root: str, count: int, folder: Path, **more: Any) -> None:
        super().__init__(**more)
        self.addresses = [f"{root}/paginas/{number}.html" for number in range(count)]
        self.folder = folder
        self.written = 0

    async def start(self) -> AsyncIterator[Any]:
        for address in self.addresses:
            yield scrapy.Request(address)

    def parse(self, response: Response, **_: Any) -> None:
        (self.folder / response.url.rpartition("/")[2]).write_bytes(response.body)
        self.written += 1


async def crawl(runner: AsyncCrawlerRunner, root: str, count: int, folder: Path) -> int:
    """One crawl; how many bodies were written."""
    folder.mkdir(parents=True)
    crawler = runner.create_crawler(Pages)
    await runner.crawl(crawler, root=root, count=count, folder=folder)
    assert isinstance(crawler.spider, Pages)
    return crawler.spider.written


async def _main(root: str, count: int) -> None:
    runner = AsyncCrawlerRunner(SETTINGS)
    loop = asyncio.get_running_loop()
    while line := (await loop.run_in_executor(None, sys.stdin.readline)).strip():
        print(await crawl(runner, root, count, Path(line)), flush=True)


if __name__ == "__main__":
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from scrapy.utils.log import configure_logging
    from twisted.internet.defer import Deferred
    from twisted.internet.task import react

    configure_logging(SETTINGS)
    react(lambda _: Deferred.fromFuture(asyncio.ensure_future(_main(sys.argv[1], int(sys.argv[2])))))
