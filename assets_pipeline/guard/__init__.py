"""Bounds on untrusted files, checked before anything is decoded.

`syntax` reads the JSON, `structure` its types and ranges, `references` its indices, `graph` its
nodes, `pictures` image headers, `values` decoded numbers; `paths` and `archives` keep references
inside the input folder; `process` runs whole stages under memory, CPU and wall-clock limits.
Every refusal is an `AssetRejected`. Nothing here depends on `assert`.
"""
