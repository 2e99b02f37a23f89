// Written by `python -m sessions.messages`; edit sessions/messages/ instead.

/** Field names in wire order. @type {Record<string, string[]>} */
export const FIELDS = {
  "hello": [
    "seq",
    "ack",
    "token",
    "visit",
    "epoch",
    "lang",
    "capabilities"
  ],
  "gestures": [
    "seq",
    "ack",
    "items"
  ],
  "say": [
    "seq",
    "ack",
    "text",
    "lang",
    "by",
    "scene"
  ],
  "picture": [
    "seq",
    "ack",
    "data"
  ],
  "measures": [
    "seq",
    "ack",
    "items",
    "build",
    "forget"
  ],
  "do": [
    "seq",
    "ack",
    "act"
  ],
  "consent": [
    "seq",
    "ack",
    "grants"
  ],
  "bye": [
    "seq",
    "ack"
  ],
  "ping": [
    "seq",
    "ack",
    "t0"
  ],
  "want": [
    "seq",
    "ack",
    "items"
  ],
  "got": [
    "seq",
    "ack",
    "sha256",
    "offset"
  ],
  "listen": [
    "seq",
    "ack",
    "talk",
    "lang",
    "push"
  ],
  "audio": [
    "seq",
    "ack",
    "talk",
    "pcm"
  ],
  "hush": [
    "seq",
    "ack",
    "talk",
    "cancel"
  ],
  "welcome": [
    "seq",
    "ack",
    "visit",
    "epoch",
    "generation",
    "resumed",
    "heard",
    "next",
    "durable",
    "catalogue",
    "t_ms",
    "listens"
  ],
  "ack": [
    "seq",
    "ack"
  ],
  "slate": [
    "seq",
    "ack",
    "version",
    "upto",
    "changed",
    "context",
    "items"
  ],
  "said": [
    "seq",
    "ack",
    "upto",
    "lang",
    "key",
    "text",
    "products",
    "by",
    "quotes"
  ],
  "show": [
    "seq",
    "ack",
    "what",
    "products",
    "slots"
  ],
  "cart": [
    "seq",
    "ack",
    "lines"
  ],
  "worn": [
    "seq",
    "ack",
    "items"
  ],
  "fitting": [
    "seq",
    "ack",
    "product",
    "variant",
    "size",
    "settled",
    "figure",
    "mesh",
    "quotes",
    "sits"
  ],
  "consented": [
    "seq",
    "ack",
    "grants",
    "durable"
  ],
  "speaking": [
    "seq",
    "ack",
    "lang"
  ],
  "snapshot": [
    "seq",
    "ack",
    "lang",
    "grants",
    "version",
    "context",
    "items",
    "cart",
    "worn",
    "liked",
    "section",
    "stage",
    "by"
  ],
  "refused": [
    "seq",
    "ack",
    "code",
    "ref",
    "message",
    "retry_ms"
  ],
  "pong": [
    "seq",
    "ack",
    "t0",
    "t_ms"
  ],
  "chunk": [
    "seq",
    "ack",
    "sha256",
    "offset",
    "total",
    "data"
  ],
  "closing": [
    "seq",
    "ack",
    "code",
    "retry_ms"
  ],
  "heard": [
    "seq",
    "ack",
    "talk",
    "turn",
    "state",
    "text",
    "start_ms",
    "end_ms"
  ],
  "helped": [
    "seq",
    "ack",
    "stage",
    "by"
  ],
  "Act": [
    "act",
    "products",
    "slots",
    "score"
  ],
  "CartLine": [
    "product",
    "variant",
    "size",
    "count"
  ],
  "Gesture": [
    "kind",
    "product",
    "variant",
    "hand",
    "ms",
    "magnitude",
    "at",
    "value"
  ],
  "Measure": [
    "name",
    "metres"
  ],
  "Reason": [
    "kind",
    "product",
    "gesture",
    "values"
  ],
  "Seen": [
    "product",
    "position",
    "pointed",
    "gazed"
  ],
  "Sits": [
    "body",
    "fit",
    "advised",
    "chance",
    "zones",
    "off"
  ],
  "SlateItem": [
    "product",
    "score",
    "propensity",
    "reason"
  ],
  "Slot": [
    "name",
    "value",
    "wanted"
  ],
  "Wanted": [
    "sha256",
    "offset"
  ],
  "WornItem": [
    "product",
    "variant",
    "size",
    "fit",
    "place"
  ],
  "ZoneFit": [
    "zone",
    "body",
    "garment",
    "strain"
  ]
};

/** Fields that hold records: `Name` or `Name[]`. @type {Record<string, string>} */
export const NESTED = {
  "gestures.items": "Gesture[]",
  "say.scene": "Seen[]",
  "measures.items": "Measure[]",
  "do.act": "Act",
  "want.items": "Wanted[]",
  "slate.items": "SlateItem[]",
  "show.slots": "Slot[]",
  "cart.lines": "CartLine[]",
  "worn.items": "WornItem[]",
  "fitting.sits": "Sits",
  "snapshot.items": "SlateItem[]",
  "snapshot.cart": "CartLine[]",
  "snapshot.worn": "WornItem[]",
  "Act.slots": "Slot[]",
  "Sits.zones": "ZoneFit[]",
  "SlateItem.reason": "Reason"
};
