"""Does a run again and again, one after the other, until its standard input is closed; prints how many succeeded."""

import sys
from select import select

import httpx

LOOK = 0.1
"""Seconds between two looks at a run."""


def main(address: str, token: str, run: str) -> None:
    done = 0
    with httpx.Client(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=30) as api:
        while not closed(0):
            made = api.post(f"/runs/{run}/action", params={"op": "rerun"}).raise_for_status().json()["id"]
            while (status := api.get(f"/runs/{made}").raise_for_status().json()["status"]) in ("queued", "running"):
                if closed(LOOK):
                    api.post(f"/runs/{made}/action", params={"op": "cancel"})
                    break
            done += status == "succeeded"
    print(done)


def closed(patience: float) -> bool:
    """Waits for that many seconds at most."""
    return bool(select([sys.stdin], [], [], patience)[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
