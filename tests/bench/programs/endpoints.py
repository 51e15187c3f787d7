"""Tells where a package's botocore finds each service that it knows.

python endpoints.py JOB, where JOB is {"path": [folder, ...], "services": [name, ...] or null for
all, "regions": [name, ...]} as JSON. It prints {"service region": address} as JSON.
"""

import json
import sys

job = json.loads(sys.argv[1])
sys.path[:0] = job["path"]

import botocore.session  # noqa: E402 - found by the line above

session = botocore.session.get_session()
found = {
    f"{service} {region}": session.create_client(service, region).meta.endpoint_url
    for service in job["services"] or session.get_available_services()
    for region in job["regions"]
}
json.dump(found, sys.__stdout__)  # type: ignore[arg-type] # there is one here
