"""Model packs: third-party re-uploads of weights, taken as pinned and hashed data, never imported.

`pins.json` says what may be fetched, `fetching.fetch` gets it, `listing.status` says what is in
use; `server.models_cli` is the command. Everything runs, degraded, without any pack.
"""
