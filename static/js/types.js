/**
 * The words the client's rooms share. Records of the wire are generated in `messages.d.ts`; these
 * are the catalogue (see `assets_pipeline/catalogue.py`) and the interfaces between our modules.
 *
 * Metres, +Y up, right-handed; money in minor units; texts keyed by language tag.
 * @module types
 */

/** @typedef {import("../messages.js").Gesture} Gesture */
/** @typedef {import("../messages.js").Act} Act */
/** @typedef {import("../messages.js").Slot} Slot */
/** @typedef {import("../messages.js").Seen} Seen */
/** @typedef {import("../messages.js").SlateItem} SlateItem */
/** @typedef {import("../messages.js").Reason} Reason */
/** @typedef {import("../messages.js").CartLine} CartLine */
/** @typedef {import("../messages.js").WornItem} WornItem */
/** @typedef {import("../messages.js").FittingMessage} Fitting */
/** @typedef {import("../messages.js").Sits} Sits */
/** @typedef {import("../messages.js").ZoneFit} ZoneFit */
/** @typedef {import("../messages.js").Frame} Frame */
/** @typedef {import("../messages.js").ShopperMessage} ShopperMessage */
/** @typedef {import("../messages.js").WelcomeMessage} WelcomeMessage */
/** @typedef {import("../messages.js").SlateMessage} SlateMessage */
/** @typedef {NonNullable<import("../messages.js").ConsentMessage["grants"]>[number]} Purpose */
/** @typedef {"en" | "zh-CN"} Lang */
/** @typedef {Partial<Record<Lang, string>> & Record<string, string | undefined>} Texts */

/**
 * @typedef {object} Variant
 * @property {string} id
 * @property {Texts} name
 * @property {string} [color] canonical token
 * @property {string} [rgb] `#rrggbb`, sRGB
 * @property {number | null} [index] place in the file's `KHR_materials_variants`
 */

/** @typedef {{sha256: string, bytes: number}} Blob */
/** @typedef {{sha256: string, bytes: number, triangles: number, error_m: number}} Lod */
/** @typedef {{sha256: string, bytes: number, width: number, height: number, view?: string, variant?: string}} Image */
/** @typedef {{stars: number, text: string, lang: string}} Review */

/**
 * What is sold. Fields at their default may be missing from the JSON.
 * @typedef {object} Product
 * @property {string} id
 * @property {Texts} name
 * @property {string} source
 * @property {string} category
 * @property {Record<string, string | string[] | number | boolean>} [attributes]
 * @property {{minor: number, currency: string} | null} [price]
 * @property {Variant[]} [variants]
 * @property {string[]} [sizes]
 * @property {[[number, number, number], [number, number, number]]} [bounds_m]
 * @property {Lod[]} [lods] coarsest first
 * @property {Image[]} [images]
 * @property {string} [section]
 * @property {string} [wear]
 * @property {Texts} [description]
 * @property {Texts} [care]
 * @property {Record<string, number>} [stock] pieces by size, `""` without sizes; empty: unknown
 * @property {{mean: number, count: number} | null} [rating]
 * @property {Review[]} [reviews]
 * @property {string[]} [together]
 * @property {string} [credits]
 */

/**
 * @typedef {object} Catalogue
 * @property {number} version
 * @property {Product[]} products
 * @property {{file: string, code: string, pointer: string, message: string}[]} [rejected]
 * @property {Blob | null} [body]
 */

/**
 * The shelf as the server ranked it.
 * @typedef {object} Slate
 * @property {number} version
 * @property {SlateMessage["context"]} context
 * @property {SlateItem[]} items
 */

/** @typedef {"connecting" | "open" | "lost" | "elsewhere" | "refused"} Connection */

/**
 * All that the page shows. `set` of the store replaces fields, never changes them in place.
 * @typedef {object} State
 * @property {Connection} connection
 * @property {Lang} lang
 * @property {Slate} slate
 * @property {CartLine[]} cart
 * @property {WornItem[]} worn
 * @property {Record<string, Fitting>} fits how what is worn was fitted, by product
 * @property {{items: {name: string, metres: number}[], build: string} | null} measures the shopper's own
 * @property {boolean} tight whether tightness is shown on the cloth
 * @property {Purpose[]} grants
 * @property {boolean} durable the visit is written down
 * @property {boolean} asked the shopper has answered the consent sheet
 * @property {string[]} liked
 * @property {string} section part of the shop one stands in, empty for the shelf
 * @property {string | null} detail product whose card is open
 * @property {Record<string, {variant: string, size: string}>} chosen by product
 * @property {string[]} compare products side by side
 * @property {boolean} comparing the compare view is open
 * @property {string[]} asking products of which one is meant
 * @property {{who: "me" | "guide", text: string, lang: Lang, products: string[], by?: string}[]} talk `by` a
 *   person of that name
 * @property {{stage: "none" | "waiting" | "with", by: string}} helped by a member of staff
 * @property {string} partial words being spoken
 * @property {Lang[]} listens languages that the server understands when they are spoken
 * @property {"" | "open" | "push"} ears the microphone is on, or a button is held for it
 * @property {{pending: number, got: number, total: number}} loading bytes on their way
 * @property {"" | "vr" | "ar"} immersive
 */

/**
 * @typedef {object} Store
 * @property {() => Readonly<State>} get
 * @property {(patch: Partial<State>) => void} set
 * @property {(keys: (keyof State)[], listener: (state: Readonly<State>) => void) => () => void} on
 *   called after a `set` that changed one of `keys`; returns its own removal
 */

/**
 * The road to the server. All three are reliable: kept until acknowledged.
 * @typedef {object} Send
 * @property {(items: Gesture[]) => void} gestures in the order they were made
 * @property {(text: string, by?: "text" | "voice", scene?: Seen[]) => void} say what is in view goes
 *   along, or `scene` where the words were spoken while something else was
 * @property {(data: Uint8Array<ArrayBuffer>) => void} picture a JPEG to find things like it
 * @property {(items: {name: string, metres: number}[] | null, build: string) => void} measures
 *   `null` forgets them
 * @property {(act: Act) => void} act a button: the same as having said it
 */

/**
 * Content-addressed bytes, from the cache, the socket or HTTP.
 * @typedef {object} Blobs
 * @property {(sha256: string, options?: BlobOptions) => Promise<ArrayBuffer>} get
 *   rejects when the bytes cannot be had
 * @property {(sha256: string) => number} has how many bytes of it have come, of what was not given out yet
 * @property {(order: string[]) => void} prioritise hashes, most wanted first; the rest follow
 */

/**
 * @typedef {object} BlobOptions
 * @property {number} [bytes] expected length, for the progress bar
 * @property {number} [priority] the larger, the sooner; 0 unless told
 * @property {(got: number, total: number) => void} [progress]
 * @property {boolean} [own] made for this shopper alone: not kept in the browser's cache
 * @property {AbortSignal} [signal] calls it off; what has come is kept to go on with
 */

/**
 * @typedef {object} I18n
 * @property {() => Lang} lang
 * @property {(key: string, values?: Record<string, string | number>) => string} t
 * @property {(key: string) => boolean} has
 * @property {(texts: Texts | undefined) => string} text the shopper's language, else any
 */

/** @typedef {{catalogue: Catalogue, blobs: Blobs, store: Store, send: Send, i18n: I18n, voice: import("./voice/index.js").Voice}} SceneParts */

/**
 * The 3D room: `createScene(canvas, parts)` of `scene/index.js` makes it.
 *
 * When a product is picked in the room, the scene sends the gesture and sets `store.detail`; the
 * page then opens the card. Every method may be called twice with the same value.
 * @typedef {object} Scene
 * @property {(slate: Slate) => void} show
 * @property {(product: string | null) => void} detail `null`: back to the shelf
 * @property {(product: string, at: [number, number, number] | null) => void} place `null`: where
 *   the shopper points
 * @property {(products: string[]) => void} highlight these are meant; none: no longer
 * @property {(name: string) => void} section walk there
 * @property {(items: WornItem[]) => void} wear
 * @property {(fitting: Fitting) => Promise<void>} fit
 * @property {(shown: boolean) => void} tight show where cloth pulls
 * @property {(product: string, variant: string, size: string) => void} variant
 * @property {(product: string, change: {angle?: number, factor?: number}) => void} turn
 *   degrees about +Y, and scale
 * @property {(product: string | null) => void} hold `null`: let go
 * @property {() => Seen[]} visible
 * @property {(mode: XRSessionMode, init?: XRSessionInit) => Promise<XRSession>} enterXR
 * @property {(product: string, variant: string) => Promise<string>} thumbnails a picture's URL
 * @property {(lang: Lang) => void} setLang
 * @property {() => number} xrFrames frames drawn in XR since the page was opened
 * @property {() => XRSession | null} session
 */

export {};
