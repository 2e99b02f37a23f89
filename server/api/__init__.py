"""The HTTP side: health, schema, catalogue, guest tokens, and what is kept of a shopper.

`routes.routes(parts)` are the routes; `answers.handlers()` give every refusal the one shape
`{"error": {"code", "message"}}`.
"""
