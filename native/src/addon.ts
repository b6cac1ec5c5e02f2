/**
 * The addon as TypeScript sees it, and the one file that loads it. Node's modules are asked for at run time and not imported,
 * so that a bundle for a browser holds none of them.
 */

/** What both native samplers have to say. Counterpart of addon/results.h. */
export interface NativeResults {
  setSession(session: number): void;
  /** Kind, session, sequence and payload of every frame, one after another. */
  takeFrames(): (number | Uint8Array)[];
  /** Seven numbers a group, in the order of `PyramidGroup`. */
  takeGroups(stream_id: number, level_index: number, flush: boolean): Float64Array;
  pyramid(stream_id: number, level_index: number, from: number, to: number): Float64Array;
  /** Samples, gaps and lost samples; then six values a scale, in the order of `ScaleSum`. */
  totals(stream_id: number): (number | bigint)[] | undefined;
  /** Eleven numbers, in the order of `ReceiveCounts`. */
  counts(): Float64Array;
  forget(stream_id: number): void;
}

/** Counterpart of `SamplerObject` in addon/addon.cpp. */
export interface NativeSamplerHandle extends NativeResults {
  /** Bit 0: frames wait; bit 1: blocks wait. */
  feed(bytes: Uint8Array): number;
  /** Fourteen numbers a block, in the order of `CodeBlock`; then the codes of each. */
  takeBlocks(): [headers: Float64Array, ...codes: Int32Array[]];
}

/** Kind (-1 for none), path or address, port, baud rate, descriptor. */
export type NativeAddress = readonly [kind: number, path: string, port: number, baud_rate: number, descriptor: number];

/** Counterpart of `SourceObject` in addon/addon.cpp. */
export interface NativeSourceHandle extends NativeResults {
  /** Writes to the first value of the ring and reads the second. */
  probe(value: number): number;
  /** The call that failed and its errno; undefined when the source has been opened. */
  start(...addresses: [...source: NativeAddress, ...control: NativeAddress]): [call: string, error: number] | undefined;
  feed(bytes: Uint8Array): void;
  /** The writer's position in the ring, and the frames that had come when it stood there. */
  takeCut(): [position: number, frames: (number | Uint8Array)[]];
  write(bytes: Uint8Array): boolean;
  setTrip(stream_id: number, current_fA_min: number, current_fA_max: number): void;
  clearTrip(): void;
  /** Eighteen numbers. */
  state(): Float64Array;
  /** Copies positions and unread records of a ring that is not shared. */
  fetch(mirror: Uint8Array): void;
  /** Moves the reader's position of a ring that is not shared. */
  release(position: number): void;
  /** Tells a source that waits for room that there may be some. */
  consumed(): void;
  /** Asks for one more call of the doorbell. */
  ring(): void;
  /** Lets the process end although the source is open. */
  unref(): void;
  close(): void;
}

/** Counterpart of `PtyObject` in addon/pty_object.cpp. */
export interface NativePtyHandle {
  readonly path: string;
  readonly pendingBytes: number;
  readonly isConnected: boolean;
  write(bytes: Uint8Array): boolean;
  close(): void;
}

/** Counterpart of addon/measure.cpp: for the benchmark alone. Times are in ns. */
export interface NativeMeasure {
  threadTime(): number;
  fused(raw24: Uint8Array, codes: Int32Array): number;
  statistics(codes: Int32Array): number;
  copy(from: Uint8Array, to: Uint8Array): void;
  openPair(): [master: number, path: string];
  bareRead(path: string, bytes: number): number;
  answerTime(write_descriptor: number, bytes: Uint8Array, read_descriptor: number): number;
  wakeTimes(turns: number): Float64Array;
  floodRing(ring: Uint8Array, block_samples: number, blocks: number, onNews: () => void): void;
  floodCalls(block_samples: number, blocks: number, onBlock: (codes: Int32Array) => void): void;
}

export interface Addon {
  readonly measure: NativeMeasure;
  /** Instructions that the processor was found to have: `avx512 and crc32`, or less. */
  readonly cpuPath: string;
  readonly NativeSampler: new (blocks_max: number) => NativeSamplerHandle;
  readonly NativeSource: new (ring: Uint8Array, isShared: boolean, waits: boolean, stop_frames: Uint8Array, onNews: () => void) => NativeSourceHandle;
  readonly NativePty: new (onBytes: (bytes: Uint8Array) => void, onHangup: () => void, onDrain: () => void) => NativePtyHandle;
}

/** The addon, or the reason why there is none. */
export type LoadedAddon =
  | { readonly addon: Addon; readonly reason: string }
  | { readonly addon: undefined; readonly reason: string };

let loaded: LoadedAddon | undefined;

/** Loads the addon once; never throws. */
export function loadAddon(): LoadedAddon {
  loaded ??= load();
  return loaded;
}

function load(): LoadedAddon {
  const builtin = (globalThis as { readonly process?: Partial<NodeJS.Process> }).process?.getBuiltinModule;
  if (!builtin) return { addon: undefined, reason: 'no Node.js here' };
  const { fileURLToPath } = builtin('node:url');
  const { createRequire } = builtin('node:module');
  const { readFileSync } = builtin('node:fs');
  const packageDir = fileURLToPath(new URL('..', import.meta.url));
  const installed = installReport(() => readFileSync(`${packageDir}build-report.json`, 'utf8'));
  try {
    const nodeGypBuild = createRequire(import.meta.url)('node-gyp-build') as (directory: string) => Addon;
    const addon = nodeGypBuild(packageDir);
    return { addon, reason: installed?.backend === 'native' ? installed.reason : 'found beside the package' };
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { addon: undefined, reason: installed?.backend === 'js' ? installed.reason : `${installed ? '' : 'the install script did not run: '}${line}` };
  }
}

/** What the install script left word of; absent where it did not run. */
function installReport(readReport: () => string): { readonly backend: string; readonly reason: string } | undefined {
  try {
    const { backend, reason } = JSON.parse(readReport()) as { readonly backend?: unknown; readonly reason?: unknown };
    return typeof backend === 'string' && typeof reason === 'string' ? { backend, reason } : undefined;
  } catch {
    return undefined;
  }
}
