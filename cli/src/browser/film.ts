import { byId, tell } from './document.ts';
import type { FilmMessage } from './messages.ts';

const COLOUR = { lipon: '#8d8574', lipon_line: '#5d5748', film: '#1b2430', text: '#e8edf3', quiet: '#a3b0be', voids: '#ffffff', outline: '#0d1117', pores: '#f0a830', front: '#ffffff' } as const;
/** The least full scale: a film with no more is drawn as one that has next to no voids. */
const fraction_min = 0.01;
/** From black over blue to white, as in the figures. */
const SHADES = [[27, 36, 48], [30, 78, 120], [48, 138, 190], [120, 200, 215], [235, 250, 235]] as const;

const TICK_FONT = '11.5px Inter, Arial, sans-serif';
/** Room around the drawing, in pixels. */
const LEFT = 62;
const RIGHT = 12;
const TOP = 16;
const BOTTOM = 21;

/** The film from its interface with LiPON inward: voids as shade and as curve, pores as a line, and how far the front has come. */
export class Film {
  readonly #canvas = byId('film', HTMLCanvasElement);
  readonly #note = byId('film-note', HTMLElement);
  #film: FilmMessage | undefined;

  constructor() {
    new ResizeObserver(() => this.#draw()).observe(this.#canvas);
  }

  /** Says why there is no film to be shown. */
  refuse(reason: string | null): void {
    const told = byId('film-reason', HTMLElement);
    told.hidden = reason === null;
    this.#canvas.hidden = reason !== null;
    tell(told, reason === null ? '' : `Not available: ${reason}`);
  }

  show(film: FilmMessage): void {
    this.#film = film;
    tell(this.#note, `${film.front_m === null ? 'no front yet' : `front at ${(film.front_m * 1e9).toFixed(0)} nm`} \u00b7 simulator's truth`);
    this.#draw();
  }

  #draw(): void {
    const film = this.#film;
    const ctx = this.#canvas.getContext('2d');
    if (film === undefined || ctx === null || this.#canvas.clientWidth === 0) return;
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    this.#canvas.width = width * devicePixelRatio;
    this.#canvas.height = height * devicePixelRatio;
    ctx.scale(devicePixelRatio, devicePixelRatio);
    ctx.font = TICK_FONT;
    const drawing = new Drawing(ctx, film, { width: width - LEFT - RIGHT, height: height - TOP - BOTTOM });
    drawing.lipon();
    drawing.shades();
    drawing.curves();
    drawing.front();
    drawing.depthAxis();
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

class Drawing {
  readonly #ctx: CanvasRenderingContext2D;
  readonly #film: FilmMessage;
  readonly #size: Size;
  readonly #depth_m: number;
  readonly #most: number;

  constructor(ctx: CanvasRenderingContext2D, film: FilmMessage, size: Size) {
    this.#ctx = ctx;
    this.#film = film;
    this.#size = size;
    const last = film.centre_m.length - 1;
    this.#depth_m = film.centre_m[last]! + (film.centre_m[last]! - (film.centre_m[last - 1] ?? 0)) / 2;
    this.#most = Math.max(fraction_min, ...film.void_fraction);
  }

  lipon(): void {
    const ctx = this.#ctx;
    ctx.fillStyle = COLOUR.lipon;
    ctx.fillRect(0, TOP, LEFT - 3, this.#size.height);
    ctx.fillStyle = '#16130c';
    ctx.textAlign = 'center';
    ctx.fillText('LiPON', LEFT / 2 - 2, TOP + this.#size.height / 2 + 4);
    ctx.fillStyle = COLOUR.front;
    ctx.fillRect(LEFT - 3, TOP, 2, this.#size.height);
  }

  shades(): void {
    const { void_fraction } = this.#film;
    void_fraction.forEach((fraction, index) => {
      this.#ctx.fillStyle = shade(Math.sqrt(Math.max(0, fraction) / this.#most));
      const [from, to] = [this.#x(this.#face_m(index)), this.#x(this.#face_m(index + 1))];
      this.#ctx.fillRect(from, TOP, to - from + 0.6, this.#size.height);
    });
  }

  curves(): void {
    const ctx = this.#ctx;
    ctx.lineWidth = 1.5;
    this.#curve(this.#film.pore_fraction, COLOUR.pores, [4, 3]);
    // White on a dark edge, since its ground goes from black to nearly white.
    ctx.lineWidth = 4;
    this.#curve(this.#film.void_fraction, COLOUR.outline, []);
    ctx.lineWidth = 1.8;
    this.#curve(this.#film.void_fraction, COLOUR.voids, []);
    ctx.fillStyle = COLOUR.quiet;
    ctx.textAlign = 'right';
    ctx.fillText(`height: ${(100 * this.#most).toFixed(this.#most < 0.1 ? 1 : 0)} %`, LEFT + this.#size.width, TOP - 5);
    ctx.textAlign = 'left';
    ctx.fillStyle = COLOUR.voids;
    ctx.fillText('\u2014 voids', LEFT, TOP - 5);
    ctx.fillStyle = COLOUR.pores;
    ctx.fillText('- - pristine pores', LEFT + 56, TOP - 5);
  }

  front(): void {
    const { front_m } = this.#film;
    if (front_m === null) return;
    const x = this.#x(front_m);
    this.#ctx.fillStyle = COLOUR.front;
    this.#ctx.fillRect(x - 0.75, TOP, 1.5, this.#size.height);
    this.#ctx.beginPath();
    this.#ctx.moveTo(x - 5, TOP);
    this.#ctx.lineTo(x + 5, TOP);
    this.#ctx.lineTo(x, TOP + 7);
    this.#ctx.fill();
  }

  depthAxis(): void {
    const ctx = this.#ctx;
    const step_m = [2e-8, 5e-8, 1e-7, 2e-7, 5e-7, 1e-6, 2e-6].find((step) => this.#depth_m / step <= 6) ?? this.#depth_m;
    ctx.fillStyle = COLOUR.quiet;
    const bottom = TOP + this.#size.height;
    for (let depth_m = 0; depth_m <= this.#depth_m * 1.001; depth_m += step_m) {
      const x = this.#x(depth_m);
      ctx.fillRect(x, bottom, 1, 4);
      ctx.textAlign = depth_m + step_m / 2 > this.#depth_m ? 'right' : 'center';
      ctx.fillText(`${Number((depth_m * 1e9).toPrecision(3))}${depth_m === 0 ? ' nm' : ''}`, x, bottom + 16);
    }
    ctx.textAlign = 'left';
    ctx.fillText('depth', 0, bottom + 16);
  }

  #curve(fractions: readonly number[], colour: string, dash: readonly number[]): void {
    const ctx = this.#ctx;
    ctx.strokeStyle = colour;
    ctx.setLineDash([...dash]);
    ctx.beginPath();
    fractions.forEach((fraction, index) => {
      const y = TOP + this.#size.height * (1 - Math.min(1, fraction / this.#most));
      if (index === 0) ctx.moveTo(LEFT, y);
      ctx.lineTo(this.#x(this.#film.centre_m[index]!), y);
    });
    ctx.stroke();
    ctx.setLineDash([]);
  }

  /** Cells meet half way between their centres. */
  #face_m(index: number): number {
    const { centre_m } = this.#film;
    if (index === 0) return 0;
    return index >= centre_m.length ? this.#depth_m : (centre_m[index - 1]! + centre_m[index]!) / 2;
  }

  #x(depth_m: number): number {
    return LEFT + (this.#size.width * depth_m) / this.#depth_m;
  }
}

function shade(ratio: number): string {
  const place = Math.min(0.999, Math.max(0, ratio)) * (SHADES.length - 1);
  const [from, to] = [SHADES[Math.floor(place)]!, SHADES[Math.floor(place) + 1]!];
  const part = place - Math.floor(place);
  return `rgb(${from.map((value, index) => Math.round(value + (to[index]! - value) * part)).join(' ')})`;
}
