/**
 * Surfaces painted by code: nothing is downloaded, and every visit sees the same room.
 * @module scene/textures
 */

import * as THREE from "three";

/** A small repeatable generator (mulberry32), 0..1. @param {number} seed @returns {() => number} */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * @param {number} width @param {number} height pixels
 * @param {(pen: CanvasRenderingContext2D) => void} paint
 */
export function painted(width, height, paint) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  paint(/** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")));
  const texture = new THREE.CanvasTexture(canvas);
  texture.colorSpace = THREE.SRGBColorSpace;
  return texture;
}

/** Pale oak boards: colour, and bump from the same hand. @returns {{color: THREE.Texture, bump: THREE.Texture}} */
export function oak() {
  const paint = (/** @type {boolean} */ relief) => (/** @type {CanvasRenderingContext2D} */ pen) => {
    const rand = random(7);
    const [rows, wide] = [8, 128];
    for (let r = 0; r < rows; r++) {
      let x = -rand() * 500;
      while (x < 1024) {
        const long = 420 + rand() * 320;
        const tone = (rand() - 0.5) * 12;
        const hue = 33 + (rand() - 0.5) * 4;
        pen.fillStyle = relief ? `hsl(0 0% ${72 + tone}%)` : `hsl(${hue} 27% ${69 + tone * 0.42}%)`;
        pen.fillRect(x, r * wide, long, wide);
        for (let g = 0; g < 26; g++) {
          const y = r * wide + rand() * wide;
          pen.strokeStyle = relief ? `hsl(0 0% 40% / ${rand() * 0.14})` : `hsl(28 32% 45% / ${rand() * 0.11})`;
          pen.lineWidth = 0.6 + rand() * 1.6;
          pen.beginPath();
          pen.moveTo(x + 3, y);
          pen.bezierCurveTo(x + long * 0.3, y + (rand() - 0.5) * 14, x + long * 0.7, y + (rand() - 0.5) * 14, x + long - 3, y + (rand() - 0.5) * 6);
          pen.stroke();
        }
        pen.fillStyle = relief ? "#111" : "hsl(28 25% 40% / .55)";
        pen.fillRect(x, r * wide, 2, wide);
        x += long;
      }
      pen.fillStyle = relief ? "#111" : "hsl(28 25% 40% / .5)";
      pen.fillRect(0, r * wide, 1024, 2);
    }
  };
  const [color, bump] = [painted(1024, 1024, paint(false)), painted(1024, 1024, paint(true))];
  bump.colorSpace = THREE.NoColorSpace;
  for (const texture of [color, bump]) texture.wrapS = texture.wrapT = THREE.RepeatWrapping;
  return { color, bump };
}

/** Trowelled plaster, for bump maps. */
export function plaster() {
  const texture = painted(512, 512, (pen) => {
    const rand = random(11);
    pen.fillStyle = "#808080";
    pen.fillRect(0, 0, 512, 512);
    for (let i = 0; i < 1500; i++) {
      const [x, y, size] = [rand() * 512, rand() * 512, 8 + rand() * 46];
      pen.fillStyle = `hsl(0 0% ${rand() > 0.5 ? 75 : 25}% / .035)`;
      // Painted nine times around, so that the edges meet when the texture repeats.
      for (const dx of [-512, 0, 512])
        for (const dy of [-512, 0, 512]) {
          pen.beginPath();
          pen.ellipse(x + dx, y + dy, size, size * 0.45, rand() * 3, 0, 7);
          pen.fill();
        }
    }
  });
  texture.colorSpace = THREE.NoColorSpace;
  texture.wrapS = texture.wrapT = THREE.RepeatWrapping;
  return texture;
}

/** A bright, hazy morning behind the window: sky, far trees, lawn. */
export function outside() {
  return painted(512, 256, (pen) => {
    const sky = pen.createLinearGradient(0, 0, 0, 256);
    for (const [stop, color] of /** @type {[number, string][]} */ ([
      [0, "#dcebf7"], [0.5, "#f1f5f4"], [0.66, "#f4f3ea"], [0.7, "#d9dfc9"], [1, "#c3cbae"],
    ]))
      sky.addColorStop(stop, color);
    pen.fillStyle = sky;
    pen.fillRect(0, 0, 512, 256);
    const rand = random(3);
    pen.filter = "blur(5px)";
    for (let i = 0; i < 70; i++) {
      pen.fillStyle = `hsl(${85 + rand() * 30} 18% ${62 + rand() * 16}% / .6)`;
      pen.beginPath();
      pen.ellipse(rand() * 512, 172 - rand() * 14, 10 + rand() * 22, 10 + rand() * 20, 0, 0, 7);
      pen.fill();
    }
  });
}

/** A soft round shadow, white on nothing: the alpha is what counts. */
export function softSpot() {
  const texture = painted(128, 128, (pen) => {
    const fade = pen.createRadialGradient(64, 64, 4, 64, 64, 62);
    for (const [stop, alpha] of [[0, 0.9], [0.35, 0.62], [0.65, 0.24], [0.85, 0.06], [1, 0]])
      fade.addColorStop(stop, `rgb(255 255 255 / ${alpha})`);
    pen.fillStyle = fade;
    pen.fillRect(0, 0, 128, 128);
  });
  return texture;
}
