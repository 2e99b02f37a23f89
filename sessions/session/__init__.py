"""One visit's decisions: `step.Session.step(event)` composes the features, one module an area."""
