"""Amazon Glue by moto, but for one thing that stock moto leaves out: an update that names a stale version is refused.

Iceberg's commits rely on it: without it, of two commits at the same time the first is lost.
"""
import sys
import threading

from moto.glue import models, responses
from moto.glue.exceptions import GlueClientError
from moto.server import main


class ConcurrentModificationException(GlueClientError):
    def __init__(self):
        super().__init__("ConcurrentModificationException", "the table was updated meanwhile")


lock = threading.Lock()
stock = responses.GlueResponse.update_table


def update_table(self):
    expected = self.parameters.get("VersionId")
    with lock:
        table = self.glue_backend.get_table(self.parameters["DatabaseName"], self.parameters["TableInput"]["Name"])
        if expected is not None and str(expected) != str(table.as_dict()["VersionId"]):
            print("refused", flush=True)
            raise ConcurrentModificationException()
        return stock(self)


responses.GlueResponse.update_table = update_table
main(sys.argv[1:])
