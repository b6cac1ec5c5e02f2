import { createController } from '@nanobias/firmware-model';
import type { Arena, Controller, ControllerParts } from '@nanobias/firmware-model';
import { MODE, WORD } from '@nanobias/firmware-model/interlock';
import { FIELD, viewsOf } from '@nanobias/firmware-model/swarm';
import type { Views } from '@nanobias/firmware-model/swarm';
import type { Cause, RequestBody } from '@nanobias/proto';
import { RewrittenPort } from './rewritten-port.ts';

/** Our own firmware with one bug planted in it, or in what lies between it and its link or its flash. */
export interface Plant {
  readonly name: string;
  readonly place: 'firmware' | 'link' | 'storage';
  /** What it breaks. */
  readonly breaks: string;
  readonly firmware: (parts: ControllerParts) => Controller;
}

/** What a deed works on. `memory` is the plant's own, and lies in the arena as everything does that changes. */
interface Scene {
  readonly parts: ControllerParts;
  readonly views: Views;
  readonly memory: Float64Array;
}

type Deed = (scene: Scene) => void;

interface Deeds {
  readonly isr?: (scene: Scene, isr: () => void) => void;
  readonly afterTasks?: Deed;
  readonly boot?: (scene: Scene, boot: () => void) => void;
  readonly parts?: (parts: ControllerParts, memory: Float64Array) => ControllerParts;
}

const MEMORY_WORDS = 4;
const REPLY_WORDS = 16 * 4;
const KIND_CONTROL = 1;
const STREAM_FIELDS = 17;
const STREAM_CREDIT = 2;
const SETPOINT = { INCREMENT: 3, TICK: 6 } as const;
const LEASE_END_TICK = 6;
const RECORD_WORDS = 16;
const RECORD_SEQUENCE = 1;
const ERASED = 0xffff_ffff;

function planted({ isr, afterTasks, boot, parts: changed }: Deeds): (parts: ControllerParts) => Controller {
  return (given) => {
    const memory = given.arena.f64('plant', MEMORY_WORDS);
    const parts = changed?.(given, memory) ?? given;
    const controller = createController(parts);
    const scene: Scene = { parts, views: viewsOf(parts), memory };
    return {
      isr: () => (isr === undefined ? controller.isr() : isr(scene, () => controller.isr())),
      boot: () => (boot === undefined ? controller.boot?.() : boot(scene, () => controller.boot?.())),
      runTasks: () => {
        controller.runTasks();
        afterTasks?.(scene);
      },
    };
  };
}

/** Our firmware, which reads requests otherwise than they were sent. */
function rewriting(rewrite: (body: RequestBody, views: Views) => RequestBody): (parts: ControllerParts) => Controller {
  return (parts) => {
    let views: Views | undefined;
    const port = new RewrittenPort(parts.arena, parts.port, (body) => rewrite(body, (views ??= viewsOf(parts))));
    return createController({ ...parts, port });
  };
}

function words32(arena: Arena, name: string): Uint32Array {
  const field = arena.fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`the arena has no ${name}`);
  return new Uint32Array(arena.words.buffer, field.offset_bytes, field.length);
}

function words64(arena: Arena, name: string): Float64Array {
  const field = arena.fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`the arena has no ${name}`);
  return new Float64Array(arena.words.buffer, field.offset_bytes, field.length);
}

const epochOf = ({ output }: Views): number => output[FIELD.OUTPUT_EPOCH]! >>> 0;

/** The newest record is passed over when the processor starts, and the one before it is taken. */
function passingOver(parts: ControllerParts, memory: Float64Array): ControllerParts {
  const { flash } = parts;
  if (flash === undefined) return parts;
  const newest = (): number => {
    let place = -1;
    let sequence = -1;
    for (let slot = 0; slot < (2 * flash.page_words) / RECORD_WORDS; slot += 1) {
      const found = flash.read(slot & 1, (slot >> 1) * RECORD_WORDS + RECORD_SEQUENCE) >>> 0;
      if (found === ERASED || found <= sequence) continue;
      sequence = found;
      place = slot;
    }
    return place;
  };
  const passed = {
    pages_count: flash.pages_count, page_words: flash.page_words,
    get isBusy() { return flash.isBusy; },
    erase: (page_index: number) => flash.erase(page_index),
    program: (page_index: number, word_index: number, value: number) => flash.program(page_index, word_index, value),
    read: (page_index: number, word_index: number): number => {
      if (memory[0] !== 1) return flash.read(page_index, word_index);
      const slot = newest();
      return (slot & 1) === page_index && slot >> 1 === Math.floor(word_index / RECORD_WORDS) ? ERASED : flash.read(page_index, word_index);
    },
  };
  return { ...parts, flash: passed };
}

/** A flash that takes every word for programmed and keeps none. */
function deafFlash(parts: ControllerParts): ControllerParts {
  const { flash } = parts;
  if (flash === undefined) return parts;
  const deaf = {
    pages_count: flash.pages_count, page_words: flash.page_words,
    get isBusy() { return flash.isBusy; },
    erase: (page_index: number) => flash.erase(page_index),
    program: () => true,
    read: (page_index: number, word_index: number) => flash.read(page_index, word_index),
  };
  return { ...parts, flash: deaf };
}

/** A flash that is written to in every twelfth tick. */
function slowFlash(parts: ControllerParts, memory: Float64Array): ControllerParts {
  const { flash } = parts;
  if (flash === undefined) return parts;
  const slow = {
    pages_count: flash.pages_count, page_words: flash.page_words,
    get isBusy() { return flash.isBusy; },
    erase: (page_index: number) => flash.erase(page_index),
    program: (page_index: number, word_index: number, value: number) => memory[0]! % 12 === 0 && flash.program(page_index, word_index, value),
    read: (page_index: number, word_index: number) => flash.read(page_index, word_index),
  };
  return { ...parts, flash: slow };
}

/** The port is read every 40 ticks: what came first is served first, the stop as well. */
function lazily(parts: ControllerParts, memory: Float64Array): ControllerParts {
  const { port } = parts;
  const lazy = {
    get room_bytes() { return port.room_bytes; },
    get received_bytes() { return memory[0]! % 40 === 0 ? port.received_bytes : 0; },
    read: (into: Uint8Array) => port.read(into),
    write: (bytes: Uint8Array, length_bytes: number) => port.write(bytes, length_bytes),
    discard: () => port.discard(),
  };
  return { ...parts, port: lazy };
}

/** Our firmware, whose clock begins anew after so many ticks. */
export function wrappingClock(wrap_ticks: number): Plant['firmware'] {
  return planted({ afterTasks: ({ parts: { arena } }) => { const clock = words64(arena, 'controller.clock'); if (clock[0]! >= wrap_ticks) clock[0] = clock[0]! - wrap_ticks; } });
}

export const PLANTS: readonly Plant[] = [
  {
    name: 'replies are not kept', place: 'link', breaks: 'T6: a request that comes twice acts twice',
    firmware: planted({ afterTasks: ({ parts: { arena } }) => void words32(arena, 'controller.replies').fill(0, 0, REPLY_WORDS) }),
  },
  {
    name: 'every eighth frame has the number of the one before', place: 'link', breaks: 'P1',
    firmware: planted({
      afterTasks: ({ parts: { arena }, memory }) => {
        const seqs = words32(arena, 'controller.tx_seqs');
        const seq = seqs[KIND_CONTROL]!;
        if (seq > memory[0]! && seq % 8 === 0) seqs[KIND_CONTROL] = seq - 1;
        memory[0] = seq;
      },
    }),
  },
  {
    name: 'a stop waits behind what came before it', place: 'link', breaks: 'L2: a stop overtakes every queue',
    firmware: planted({ parts: lazily, afterTasks: ({ memory }) => { memory[0] = memory[0]! + 1; } }),
  },
  {
    name: 'credit is not used up', place: 'link', breaks: 'P3',
    firmware: planted({
      afterTasks: ({ parts: { arena }, memory }) => {
        const fields = words64(arena, 'controller.streams');
        for (let slot = 0; slot < MEMORY_WORDS; slot += 1) {
          const at = slot * STREAM_FIELDS + STREAM_CREDIT;
          if (fields[at]! < memory[slot]!) fields[at] = memory[slot]!;
          memory[slot] = fields[at]!;
        }
      },
    }),
  },
  {
    name: 'the deadline is not looked at', place: 'link', breaks: 'T6: nothing energises late',
    firmware: rewriting((body) => ('not_after_device_us' in body ? { ...body, not_after_device_us: Number.MAX_SAFE_INTEGER } : body)),
  },
  {
    name: 'the output epoch is not looked at', place: 'link', breaks: 'T6: nothing energises late',
    firmware: rewriting((body, views) => ('expected_epoch' in body ? { ...body, expected_epoch: epochOf(views) } : body)),
  },
  {
    name: 'an acknowledge need not name the fault', place: 'link', breaks: 'T2',
    firmware: rewriting((body, { state }) => (body.kind === 'acknowledge'
      ? { ...body, fault_nonce: state[WORD.FAULT_NONCE]! >>> 0, causes: Array.from(state.subarray(WORD.LATCH_FIRST, WORD.LATCH_FIRST + state[WORD.LATCH_COUNT]!)) as Cause[] }
      : body)),
  },
  {
    name: 'a refused set-point moves the output by a code', place: 'firmware', breaks: 'T5',
    firmware: rewriting((body, { state, setpoint }) => {
      if (body.kind === 'set_bias' && state[WORD.MODE] === MODE.ON) setpoint[FIELD.SETPOINT_TARGET] = setpoint[FIELD.SETPOINT_TARGET]! - 1;
      return body;
    }),
  },
  {
    name: 'the output epoch stays when the circuit opens', place: 'firmware', breaks: 'P4',
    firmware: planted({
      afterTasks: ({ views: { output }, memory }) => {
        if (output[FIELD.OUTPUT_EPOCH]! > memory[0]!) output[FIELD.OUTPUT_EPOCH] = memory[0]!;
        memory[0] = output[FIELD.OUTPUT_EPOCH]!;
      },
    }),
  },
  {
    name: 'a lease lasts twice as long as was granted', place: 'firmware', breaks: 'T7',
    firmware: planted({
      afterTasks: ({ views: { state, lease }, memory }) => {
        const left_ticks = state[WORD.LEASE_TICKS]!;
        if (left_ticks > memory[0]! + 1) {
          state[WORD.LEASE_TICKS] = 2 * left_ticks;
          lease[LEASE_END_TICK] = lease[LEASE_END_TICK]! + left_ticks;
        }
        memory[0] = state[WORD.LEASE_TICKS]!;
      },
    }),
  },
  {
    name: 'a ramp counts the time before it began', place: 'firmware', breaks: 'S5',
    firmware: planted({
      afterTasks: ({ views: { setpoint }, memory }) => {
        const isMoving = setpoint[FIELD.SETPOINT_CODE] !== setpoint[FIELD.SETPOINT_TARGET] ? 1 : 0;
        if (isMoving === 1 && memory[0] === 0) setpoint[SETPOINT.TICK] = setpoint[SETPOINT.TICK]! - 5000;
        memory[0] = isMoving;
      },
    }),
  },
  {
    name: 'a step of a program runs at ten times its slew', place: 'firmware', breaks: 'S5',
    firmware: planted({
      afterTasks: ({ views: { setpoint, program }, memory }) => {
        const increment = setpoint[SETPOINT.INCREMENT]!;
        if (program[FIELD.PROGRAM_IS_RUNNING] === 1 && increment !== memory[0]) setpoint[SETPOINT.INCREMENT] = 10 * increment;
        memory[0] = setpoint[SETPOINT.INCREMENT]!;
      },
    }),
  },
  {
    name: 'the clock wraps at 2^16 ticks', place: 'firmware', breaks: 'P2',
    firmware: wrappingClock(65_536),
  },
  {
    name: 'the frame of the last fault takes the place of the first one\'s', place: 'firmware', breaks: 'T9',
    firmware: planted({
      // Held to whoever reads it, but not to the trip.
      isr: ({ views: { freeze } }, isr) => {
        const wasHeld = freeze[FIELD.FREEZE_IS_HELD] === 1;
        freeze[FIELD.FREEZE_IS_HELD] = 0;
        isr();
        if (wasHeld) freeze[FIELD.FREEZE_IS_HELD] = 1;
      },
    }),
  },
  {
    name: 'a trip does not hold its frame', place: 'firmware', breaks: 'T9',
    firmware: planted({ afterTasks: ({ views: { freeze } }) => { freeze[FIELD.FREEZE_IS_HELD] = 0; } }),
  },
  {
    name: 'the frame of an acknowledged fault stays', place: 'firmware', breaks: 'T9',
    firmware: planted({ isr: ({ views: { freeze } }, isr) => {
      if (freeze[FIELD.FREEZE_CAUSE] !== 0) freeze[FIELD.FREEZE_IS_HELD] = 1;
      isr();
    } }),
  },
  {
    name: 'a cause that lasts is latched in every tick', place: 'firmware', breaks: 'S6',
    firmware: planted({
      afterTasks: ({ views: { state } }) => {
        const count = state[WORD.LATCH_COUNT]!;
        const isLasting = state[WORD.MODE] === MODE.TRIPPED && state[WORD.CAUSES_PRESENT] !== 0;
        if (isLasting) state[WORD.LATCH_COUNT] = count + 1;
      },
    }),
  },
  {
    name: 'an acknowledge waits for no clear time', place: 'firmware', breaks: 'T2',
    firmware: planted({
      afterTasks: ({ views: { state } }) => {
        if (state[WORD.MODE] === MODE.TRIPPED) state.fill(state[WORD.CLEAR_TICKS_MIN]!, WORD.CLEAR_FIRST, WORD.CLEAR_FIRST + state[WORD.LATCH_COUNT]!);
      },
    }),
  },
  {
    name: 'of two records the older one is taken', place: 'storage', breaks: 'T2, T8: a latch outlives a reset',
    firmware: planted({
      parts: passingOver,
      boot: ({ memory }, boot) => {
        memory[0] = 1;
        boot();
        memory[0] = 0;
      },
    }),
  },
  {
    name: 'the latch is released once more after the record was read', place: 'storage', breaks: 'T2: the order of a boot',
    firmware: planted({
      boot: ({ views: { state } }, boot) => {
        boot();
        state[WORD.LATCH_COUNT] = 0;
      },
    }),
  },
  {
    name: 'the record of a trip takes its time', place: 'storage', breaks: 'L3: it is safe while the supply holds up',
    firmware: planted({ parts: slowFlash, afterTasks: ({ memory }) => { memory[0] = memory[0]! + 1; } }),
  },
  {
    name: 'the flash takes nothing and says so to nobody', place: 'storage', breaks: 'L1: what cannot be kept must not be switched on, and what can must',
    firmware: planted({ parts: deafFlash }),
  },
];
