import type { Arena } from './arena.ts';
import { exp, ln } from './elementary.ts';
import type { Chance } from './prng.ts';

/** Draws made at once. One at a time costs about twice as much, since the generator's state then lives in memory. */
export const NOISE_BLOCK_COUNT = 4096;

const LAYER_COUNT = 256;
/** Where the tail begins for 256 layers, and the area of each layer (Marsaglia and Tsang, 2000). */
const TAIL_START = 3.6541528853610088;
const LAYER_AREA = 4.92867323399e-3;
/** The signed upper 24 bits of a word place a point in its layer; the lower 8 name the layer. */
const PLACES = 8_388_608;
const TWO_TO_MINUS_32 = 1 / 4_294_967_296;
/** A wedge or tail is refused once in a few tries; a thousand refusals in a row do not happen with a sound generator. */
const TRIES_MAX = 1000;

const EDGES = layerEdges();
const PLACES_INSIDE = Int32Array.from({ length: LAYER_COUNT }, (_, layer) => Math.floor((PLACES * EDGES[layer + 1]!) / EDGES[layer]!));
const PLACE_WIDTHS = Float64Array.from({ length: LAYER_COUNT }, (_, layer) => EDGES[layer]! / PLACES);

/** Right edges of the layers from the base upward; the base's is that of a rectangle with the area of base and tail. */
function layerEdges(): Float64Array {
  const edges = new Float64Array(LAYER_COUNT + 1);
  let density = exp(-0.5 * TAIL_START * TAIL_START);
  edges[0] = LAYER_AREA / density;
  edges[1] = TAIL_START;
  for (let layer = 2; layer < LAYER_COUNT; layer += 1) {
    const edge = Math.sqrt(-2 * ln(LAYER_AREA / edges[layer - 1]! + density));
    edges[layer] = edge;
    density = exp(-0.5 * edge * edge);
  }
  edges[LAYER_COUNT] = 0;
  return edges;
}

/**
 * Gaussian noise of mean 0 and deviation 1, by the ziggurat method, drawn in blocks.
 * The tail is Marsaglia's exact one at 32 bits a draw: it reaches beyond 9 sigma, where limits at 7 sigma are tested.
 */
export class GaussianNoise {
  /** The draws of the block in force; only those that `claim` has named are the caller's. */
  readonly block: Float64Array;
  readonly #chance: Chance;
  readonly #position: Int32Array;

  constructor(arena: Arena, chance: Chance) {
    this.#chance = chance;
    this.block = arena.f64('noise.block', NOISE_BLOCK_COUNT);
    this.#position = arena.i32('noise.position');
    this.#position[0] = NOISE_BLOCK_COUNT;
  }

  /** Draws that are left of the block, and the index of the first: what `claim` would name next. */
  get left_count(): number {
    return NOISE_BLOCK_COUNT - this.#position[0]!;
  }

  get next_index(): number {
    return this.#position[0]!;
  }

  next(): number {
    return this.block[this.claim(1)]!;
  }

  /** Sets so many consecutive draws of the block aside; returns the index of the first. What a block is short of is left. */
  claim(draws_count: number): number {
    const first = this.#position[0]!;
    if (first + draws_count <= NOISE_BLOCK_COUNT) {
      this.#position[0] = first + draws_count;
      return first;
    }
    this.#fill();
    this.#position[0] = draws_count;
    return 0;
  }

  #fill(): void {
    const state = this.#chance.state;
    const { block } = this;
    let s0 = state[0]!;
    let s1 = state[1]!;
    let s2 = state[2]!;
    let s3 = state[3]!;
    for (let index = 0; index < NOISE_BLOCK_COUNT; index += 1) {
      const product = Math.imul(s1, 5);
      const word = Math.imul((product << 7) | (product >>> 25), 9);
      const shifted = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= shifted;
      s3 = (s3 << 11) | (s3 >>> 21);
      const layer = word & 255;
      const place = word >> 8;
      if ((place ^ (place >> 31)) < PLACES_INSIDE[layer]!) {
        block[index] = (place + 0.5) * PLACE_WIDTHS[layer]!;
        continue;
      }
      state[0] = s0;
      state[1] = s1;
      state[2] = s2;
      state[3] = s3;
      block[index] = outsideLayer(this.#chance, layer, place);
      s0 = state[0];
      s1 = state[1];
      s2 = state[2];
      s3 = state[3];
    }
    state[0] = s0;
    state[1] = s1;
    state[2] = s2;
    state[3] = s3;
  }
}

/** Finishes a draw that fell outside the part of its layer that is certainly below the curve. */
function outsideLayer(chance: Chance, layer: number, place: number): number {
  let currentLayer = layer;
  let currentPlace = place;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const x = (currentPlace + 0.5) * PLACE_WIDTHS[currentLayer]!;
    if ((currentPlace ^ (currentPlace >> 31)) < PLACES_INSIDE[currentLayer]!) return x;
    if (currentLayer === 0) return x < 0 ? -gaussianTail(chance) : gaussianTail(chance);
    if (isBelowCurve(x, currentLayer, chance)) return x;
    const word = chance.next() | 0;
    currentLayer = word & 255;
    currentPlace = word >> 8;
  }
  throw new Error('the noise generator refused a thousand draws in a row');
}

function isBelowCurve(x: number, layer: number, chance: Chance): boolean {
  const lower = exp(-0.5 * (EDGES[layer]! * EDGES[layer]! - x * x));
  const upper = exp(-0.5 * (EDGES[layer + 1]! * EDGES[layer + 1]! - x * x));
  return lower + chance.next() * TWO_TO_MINUS_32 * (upper - lower) < 1;
}

/** A draw from the half of a Gaussian beyond the tail's start, which is at 3.654 sigma. */
export function gaussianTail(chance: { next(): number }): number {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const beyond = -ln((chance.next() + 0.5) * TWO_TO_MINUS_32) / TAIL_START;
    const bound = -ln((chance.next() + 0.5) * TWO_TO_MINUS_32);
    if (bound + bound > beyond * beyond) return TAIL_START + beyond;
  }
  throw new Error('the noise generator refused a thousand tails in a row');
}
