"""Files of any size, apart from the databases: in a directory, or in a bucket of any S3.

A file arrives under `incoming/<uuid>`. The service it is for looks at it and claims it under a key for good; what
nobody claims is swept away. Nothing here knows what a file is for.
"""

from chassis.storage.upload import Upload

__all__ = ["Upload"]
