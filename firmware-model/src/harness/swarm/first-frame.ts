import type { FlashMemory } from '../../board/flash.ts';
import { MODE } from '../../interlock/mode-table.ts';
import { WORD } from '../../interlock/state.ts';
import { isTripKept } from './kept-trip.ts';
import { FIELD } from './views.ts';
import type { Views } from './views.ts';

/** Of what a frame is, and when it was taken as the device counts. */
interface Frame {
  readonly cause: number;
  readonly time_us: number;
}

/** T9: the frame that has to be there, from the tick of the trip to the acknowledge, and over a reset that finds its record. */
export interface FirstFrame {
  held: Frame | undefined;
  /** What a reset has interrupted, once it lay safe. */
  outlived: Frame | undefined;
}

/** One look at the end of a tick. */
interface FrameLook {
  readonly views: Views;
  readonly mode_before: number;
  /** Device time; the interrupt may be a tick behind. */
  readonly now_us: number;
  readonly tick_us: number;
  /** Nothing keeps the firmware from taking the frame. */
  readonly isBound: boolean;
}

export function noFrame(): FirstFrame {
  return { held: undefined, outlived: undefined };
}

/** What is wrong with the frame in this tick; undefined where nothing is. */
export function judgeFrame(memory: FirstFrame, look: FrameLook): string | undefined {
  const mode = look.views.state[WORD.MODE]!;
  if (!isTripped(mode)) {
    memory.held = undefined;
    if (!isStarting(mode)) memory.outlived = undefined;
    return undefined;
  }
  const shown = shownBy(look.views);
  memory.held ??= dueFrame(memory, look);
  const { held } = memory;
  if (held === undefined || isSame(held, shown)) return undefined;
  memory.held = shown;
  return `the frame of cause ${held.cause} at ${held.time_us} us was due, and that of cause ${shown.cause} at ${shown.time_us} us is there`;
}

/** The processor stops: a frame whose record lies safe has to be there again. */
export function stopFrame(memory: FirstFrame, { state }: Views, flash: FlashMemory | undefined): void {
  const { held } = memory;
  // A start that is cut short takes nothing away.
  if (held === undefined && isStarting(state[WORD.MODE]!)) return;
  memory.outlived = flash !== undefined && isTripKept(flash, state[WORD.LATCH_FIRST]!) ? held : undefined;
  memory.held = undefined;
}

/** In the tick of a trip the frame of what came first, after a start the one that was kept; otherwise whatever is held. */
function dueFrame({ outlived }: FirstFrame, { views, mode_before, now_us, tick_us, isBound }: FrameLook): Frame | undefined {
  const shown = shownBy(views);
  const heldNow = views.freeze[FIELD.FREEZE_IS_HELD] === 1 ? shown : undefined;
  if (!isBound || isTripped(mode_before)) return heldNow;
  if (isStarting(mode_before)) return outlived ?? heldNow;
  const isOfNow = now_us - tick_us <= shown.time_us && shown.time_us <= now_us;
  return { cause: views.state[WORD.LATCH_FIRST]!, time_us: isOfNow ? shown.time_us : now_us };
}

function isTripped(mode: number): boolean {
  return mode === MODE.TRIPPED || mode === MODE.HARD_FAULT;
}

function isStarting(mode: number): boolean {
  return mode === MODE.BOOT || mode === MODE.SELF_TEST;
}

function shownBy({ freeze }: Views): Frame {
  return { cause: freeze[FIELD.FREEZE_CAUSE]!, time_us: freeze[FIELD.FREEZE_TIME_us]! };
}

function isSame(first: Frame, second: Frame): boolean {
  return first.cause === second.cause && first.time_us === second.time_us;
}
