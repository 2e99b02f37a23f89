// Written by `python -m sessions.messages`; edit sessions/messages/ instead.

/** A dialogue act: what the shopper wants done, said or pressed. */
export interface Act {
  act: string;
  products?: Array<string>;
  slots?: Array<Slot>;
  score?: number;
}

/** So many of one product in one variant and size. */
export interface CartLine {
  product: string;
  variant: string;
  size: string;
  count: number;
}

/** One gesture, recognised on the client. */
export interface Gesture {
  kind: "discard" | "gaze_dwell" | "grab" | "hover" | "move" | "pinch" | "place" | "point" | "rate" | "release" | "rotate" | "scale" | "select" | "swipe" | "take_off" | "thumbs_down" | "thumbs_up" | "try_on";
  product?: string;
  variant?: string;
  hand?: "head" | "left" | "none" | "right";
  ms?: number;
  magnitude?: number;
  at?: [number, number, number] | null;
  value?: number;
}

/** One body measurement: `height`, `bust`, `waist`, `hips`, `inseam`, `shoulder`, `sleeve` .. */
export interface Measure {
  name: string;
  metres: number;
}

/** Why a product stands on the shelf: the largest contributor to its score, nothing else. */
export interface Reason {
  kind: "asked" | "because" | "explore" | "new" | "picture" | "popular" | "together";
  product: string;
  gesture: "" | "discard" | "gaze_dwell" | "grab" | "hover" | "move" | "pinch" | "place" | "point" | "rate" | "release" | "rotate" | "scale" | "select" | "swipe" | "take_off" | "thumbs_down" | "thumbs_up" | "try_on";
  values: Array<string>;
}

/** One product as the shopper sees it now, so that "that one on the left" has a meaning. */
export interface Seen {
  product: string;
  position: [number, number, number];
  pointed?: number;
  gazed?: number;
}

/** How a garment sits on the shopper: as personal as the measurements it follows from. */
export interface Sits {
  body: string;
  fit: string;
  advised: string;
  chance: number;
  zones: Array<ZoneFit>;
  off: number;
}

/** One place on the shelf. `propensity` is the chance with which this product was put there. */
export interface SlateItem {
  product: string;
  score: number;
  propensity: number;
  reason: Reason;
}

/** A named value, e.g. `Slot("color", "red")`; `wanted=False` says "not this". */
export interface Slot {
  name: string;
  value: string;
  wanted: boolean;
}

/** One blob and from which byte on. */
export interface Wanted {
  sha256: string;
  offset?: number;
}

/** What the avatar wears. */
export interface WornItem {
  product: string;
  variant: string;
  size: string;
  fit: "asked" | "fitted" | "shown" | "unavailable";
  place: string;
}

/** One zone of a fit. */
export interface ZoneFit {
  zone: string;
  body: number;
  garment: number;
  strain: number;
}

/** The first message, within 5 s of the socket opening. */
export interface HelloMessage {
  type: "hello";
  seq?: number;
  ack?: number;
  token?: string;
  visit?: string;
  epoch?: string;
  lang?: "en" | "zh-CN";
  capabilities?: Array<string>;
}

/** Gestures in the order they were made; answered by one `slate` frame. */
export interface GesturesMessage {
  type: "gestures";
  seq?: number;
  ack?: number;
  items?: Array<Gesture>;
}

/** Words, typed or recognised in the browser, with what is in view while they are said. */
export interface SayMessage {
  type: "say";
  seq?: number;
  ack?: number;
  text?: string;
  lang?: "en" | "zh-CN";
  by?: "text" | "voice";
  scene?: Array<Seen>;
}

/** A picture (JPEG, PNG or WebP) to find things like it; needs the consent `picture`. */
export interface PictureMessage {
  type: "picture";
  seq?: number;
  ack?: number;
  data?: Uint8Array;
}

/** The shopper's own measurements, any of them; the figure takes them on, and what it wears. */
export interface MeasuresMessage {
  type: "measures";
  seq?: number;
  ack?: number;
  items?: Array<Measure>;
  build?: "" | "men" | "women";
  forget?: boolean;
}

/** An act stated by a button: the same as having said it. */
export interface DoMessage {
  type: "do";
  seq?: number;
  ack?: number;
  act?: Act;
}

/** All purposes the shopper consents to from now on; those not named are withdrawn. */
export interface ConsentMessage {
  type: "consent";
  seq?: number;
  ack?: number;
  grants?: Array<"analytics" | "body_image" | "log" | "personalise" | "picture" | "qa_replay" | "voice">;
}

/** The visit is over. */
export interface ByeMessage {
  type: "bye";
  seq?: number;
  ack?: number;
}

/** Volatile: asks for a `pong` with the same `t0`. */
export interface PingMessage {
  type: "ping";
  seq?: number;
  ack?: number;
  t0?: number;
}

/** Volatile: the blobs to stream, most wanted first; replaces the earlier list. */
export interface WantMessage {
  type: "want";
  seq?: number;
  ack?: number;
  items?: Array<Wanted>;
}

/** Volatile: all chunks of `sha256` up to byte `offset` have arrived; opens the window. */
export interface GotMessage {
  type: "got";
  seq?: number;
  ack?: number;
  sha256?: string;
  offset?: number;
}

/** Volatile: the microphone is open; `audio` follows, `heard` answers. Ends an earlier `talk`. */
export interface ListenMessage {
  type: "listen";
  seq?: number;
  ack?: number;
  talk?: number;
  lang?: "en" | "zh-CN";
  push?: boolean;
}

/** Volatile: sound of `talk`, mono PCM, 16 kHz, 16 bit little-endian. Heard, and never kept. */
export interface AudioMessage {
  type: "audio";
  seq?: number;
  ack?: number;
  talk?: number;
  pcm?: Uint8Array;
}

/** Volatile: the microphone is closed; `cancel` forgets the turn under way. */
export interface HushMessage {
  type: "hush";
  seq?: number;
  ack?: number;
  talk?: number;
  cancel?: boolean;
}

/** The answer to `hello`. */
export interface WelcomeMessage {
  type: "welcome";
  seq: number;
  ack: number;
  visit: string;
  epoch: string;
  generation: number;
  resumed: "log" | "memory" | "new" | "snapshot";
  heard: number;
  next: number;
  durable: boolean;
  catalogue: string;
  t_ms: number;
  listens: Array<"en" | "zh-CN">;
}

/** Nothing but its `ack`. */
export interface AckMessage {
  type: "ack";
  seq: number;
  ack: number;
}

/** The answer to gestures and requests, up to client message `upto`. */
export interface SlateMessage {
  type: "slate";
  seq: number;
  ack: number;
  version: number;
  upto: number;
  changed: boolean;
  context: "cheaper" | "complement" | "for_you" | "picture" | "search" | "section" | "similar";
  items: Array<SlateItem>;
}

/** The guide's words in answer to client message `upto`; `key` says which answer it is. */
export interface SaidMessage {
  type: "said";
  seq: number;
  ack: number;
  upto: number;
  lang: "en" | "zh-CN";
  key: string;
  text: string;
  products: Array<string>;
  by: string;
  quotes: number;
}

/** Turn the showroom to something. */
export interface ShowMessage {
  type: "show";
  seq: number;
  ack: number;
  what: "compare" | "detail" | "drop" | "highlight" | "hold" | "place" | "rotate" | "scale" | "section" | "variant";
  products: Array<string>;
  slots: Array<Slot>;
}

/** The whole cart. */
export interface CartMessage {
  type: "cart";
  seq: number;
  ack: number;
  lines: Array<CartLine>;
}

/** All that the avatar wears. */
export interface WornMessage {
  type: "worn";
  seq: number;
  ack: number;
  items: Array<WornItem>;
}

/** How a garment lies on the figure: a first look at once, then `settled`. */
export interface FittingMessage {
  type: "fitting";
  seq: number;
  ack: number;
  product: string;
  variant: string;
  size: string;
  settled: boolean;
  figure: string;
  mesh: string;
  quotes: number;
  sits: Sits | null;
}

/** What is consented to now, and whether the visit is written down. */
export interface ConsentedMessage {
  type: "consented";
  seq: number;
  ack: number;
  grants: Array<"analytics" | "body_image" | "log" | "personalise" | "picture" | "qa_replay" | "voice">;
  durable: boolean;
}

/** The language on the shopper's screen is now `lang`. */
export interface SpeakingMessage {
  type: "speaking";
  seq: number;
  ack: number;
  lang: "en" | "zh-CN";
}

/** All that the client shows, in place of the frames it missed. */
export interface SnapshotMessage {
  type: "snapshot";
  seq: number;
  ack: number;
  lang: "en" | "zh-CN";
  grants: Array<"analytics" | "body_image" | "log" | "personalise" | "picture" | "qa_replay" | "voice">;
  version: number;
  context: "cheaper" | "complement" | "for_you" | "picture" | "search" | "section" | "similar";
  items: Array<SlateItem>;
  cart: Array<CartLine>;
  worn: Array<WornItem>;
  liked: Array<string>;
  section: string;
  stage: "none" | "waiting" | "with";
  by: string;
}

/** Client message `ref` (0: the frame or connection) was refused; `code` as in the errors. */
export interface RefusedMessage {
  type: "refused";
  seq: number;
  ack: number;
  code: string;
  ref: number;
  message: string;
  retry_ms: number;
}

/** The answer to `ping`. */
export interface PongMessage {
  type: "pong";
  seq: number;
  ack: number;
  t0: number;
  t_ms: number;
}

/** Bytes `offset ..` of a blob of `total` bytes. */
export interface ChunkMessage {
  type: "chunk";
  seq: number;
  ack: number;
  sha256: string;
  offset: number;
  total: number;
  data: Uint8Array;
}

/** The server is about to close with `code`; come back after `retry_ms` if it is below 3500. */
export interface ClosingMessage {
  type: "closing";
  seq: number;
  ack: number;
  code: number;
  retry_ms: number;
}

/** Volatile: what becomes of the sound of `talk`; its final words are for the client to `say`. */
export interface HeardMessage {
  type: "heard";
  seq: number;
  ack: number;
  talk: number;
  turn: number;
  state: "began" | "closed" | "failed" | "final" | "nothing" | "partial";
  text: string;
  start_ms: number;
  end_ms: number;
}

/** The shopper waits for a member of staff, is with one called `by`, or with the guide alone. */
export interface HelpedMessage {
  type: "helped";
  seq: number;
  ack: number;
  stage: "none" | "waiting" | "with";
  by: string;
}

export type ShopperMessage = HelloMessage | GesturesMessage | SayMessage | PictureMessage | MeasuresMessage | DoMessage | ConsentMessage | ByeMessage | PingMessage | WantMessage | GotMessage | ListenMessage | AudioMessage | HushMessage;

export type Frame = WelcomeMessage | AckMessage | SlateMessage | SaidMessage | ShowMessage | CartMessage | WornMessage | FittingMessage | ConsentedMessage | SpeakingMessage | SnapshotMessage | RefusedMessage | PongMessage | ChunkMessage | ClosingMessage | HeardMessage | HelpedMessage;
