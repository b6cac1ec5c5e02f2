import type { BytePipe, Entropy } from '@nanobias/proto';
import { boardFrom, type BoardConfiguration } from '../board/configuration.ts';
import { PORTS_MAX, type LinkBounds } from '../board/port.ts';
import type { Controller, ControllerParts, Protections } from '../controller/contract.ts';
import { createController } from '../controller/create.ts';
import type { Cell } from '../specimen/cell.ts';
import { Device } from './device.ts';
import { AskedFaults, askedFault } from './faults/asked.ts';
import { Fleet } from './fleet.ts';
import { History, type HistoryOptions } from './history/history.ts';
import { InProcessLink } from './pipe.ts';
import { Truth } from './truth.ts';
import { PHASE, VirtualClock } from './virtual-clock.ts';
import type { WireAction } from './wire/action.ts';
import type { Wire } from './wire/wire.ts';

/** One way over the wire, unless told: about what a USB endpoint takes. */
const LATENCY_US_DEFAULT = 200;

/** What is simulated: the seed, the cell, the board and the wire. */
export interface SimulationOptions {
  /** A safe integer from 0 on: one seed, one run. */
  readonly seed: number;
  readonly cell: Cell;
  /** Numbers of the board that differ from the default. */
  readonly board?: Partial<BoardConfiguration>;
  /** What to leave out, to show what it prevents; all is fitted unless told here, and nowhere else can it be told. */
  readonly protections?: Partial<Protections>;
  /** Control tick; 100 us unless told. */
  readonly tick_us?: number;
  /** Ticks that the instrument has been on for: clock and counters begin as they stand after so many. None unless told. */
  readonly start_tick?: number;
  /** Latency of the wire, each way. */
  readonly latency_us?: number;
  /** What is done to the wires from the start: a rate, a jitter, a share of pieces that are lost. A sound wire unless told. */
  readonly wire?: readonly WireAction[];
  /** What the wire allows; without it frames may be as long as the protocol has them, and streams as fast as the board. */
  readonly link?: LinkBounds;
  /** Hosts that the device serves at a time, each over a port of its own: 1 to 4, and 1 unless told. */
  readonly ports_count?: number;
  /** Whether hosts may ask for faults of the instrument; not unless told. */
  readonly isInjectable?: boolean;
  /** Whether quiet ticks are taken many at once; true unless told. The digest is the same either way: false is there to show it. */
  readonly areTicksJoined?: boolean;
  /** Keeps what is needed to go back to any tick of the run: snapshots in a ring, and every input. Nothing is kept unless told. */
  readonly history?: HistoryOptions;
  /** Another firmware in place of ours: a hostile one, for tests of layer 0. */
  readonly firmware?: (parts: ControllerParts) => Controller;
}

/** A simulated device with its wire, its clock and its truth. */
export interface Simulation {
  /** The first pipe to the device, opened when it is first asked for. */
  readonly pipe: BytePipe;
  /** Attaches a host to the first port that is free. @throws Error while all are in use */
  openPipe(): BytePipe;
  /** The wire of the first pipe, to which things can be done while it is in use. */
  readonly wire: Wire;
  /** Takes the device's end of every wire away. */
  hangUp(reason: string): void;
  readonly clock: VirtualClock;
  /** Chance for the host, from the same seed. */
  readonly entropy: Entropy;
  readonly truth: Truth;
  /** Sixteen hex digits over all state and every byte in both directions. */
  digest(): string;
  readonly device: Device;
  /** What `history` has asked for. */
  readonly history: History | undefined;
}

/** A device of its own, in virtual time. @throws RangeError naming a number of the board, or an action on the wire, that is refused */
export function simulate(options: SimulationOptions): Simulation {
  return simulateTogether([options])[0]!;
}

/**
 * Devices that share one clock, and with it their hosts: what one of them sends can be acted on at another. Each is what it would
 * be alone; one that has run ahead of the others, by less than a millisecond, hears that much later what was said to it meanwhile.
 * @throws RangeError for no device, for control ticks that differ, and as `simulate` does
 */
export function simulateTogether(several: readonly SimulationOptions[]): readonly Simulation[] {
  const devices = several.map(createDevice);
  const links: InProcessLink[] = [];
  const asked = devices.map((device) => new AskedFaults(device));
  const clock: VirtualClock = new VirtualClock(new Fleet(devices, () => {
    for (const link of links) link.collect();
    // The clock comes back after a tick, wherever the next event is.
    for (const faults of asked) if (faults.carryOut()) clock.schedule(devices[0]!.tick_us, PHASE.TO_DEVICE, () => false);
  }));
  return several.map((options, index) => {
    const device = devices[index]!;
    const own = device.board.ports.map((port, port_index) => new InProcessLink(port, clock, device.wires[port_index]!));
    links.push(...own);
    return simulation(options, { device, clock, links: own });
  });
}

interface Wired {
  readonly device: Device;
  readonly clock: VirtualClock;
  readonly links: readonly InProcessLink[];
}

function simulation(options: SimulationOptions, { device, clock, links }: Wired): Simulation {
  setUpWires(device, options, LATENCY_US_DEFAULT);
  const history = options.history && new History(device, () => createDevice(options), options.history);
  const open = (): BytePipe => (links.find(({ isInUse }) => !isInUse) ?? links[0]!).open();
  let first: BytePipe | undefined;
  return {
    get pipe() {
      first ??= open();
      return first;
    },
    openPipe: open,
    wire: device.wires[0]!,
    hangUp: (reason) => {
      for (const wire of device.wires) wire.hangUp(reason);
    },
    clock,
    entropy: { uint32: () => device.hostWord() },
    truth: new Truth(device),
    digest: () => device.digest(),
    device,
    history,
  };
}

/** Does to the wires of a device what the options have from the start. @throws RangeError naming an action that is refused */
export function setUpWires({ wires }: Device, { latency_us, wire: actions = [] }: SimulationOptions, latency_us_default: number): void {
  for (const wire of wires) {
    wire.lay(latency_us ?? latency_us_default);
    for (const action of actions) wire.act(action);
  }
}

/** The device alone, its wires sound and in nobody's hands: for an endpoint that paces it. */
export function createDevice({ seed, cell, board, protections, tick_us, link, ports_count = 1, isInjectable = false, areTicksJoined, start_tick, firmware }: SimulationOptions): Device {
  if (!(Number.isInteger(ports_count) && 1 <= ports_count && ports_count <= PORTS_MAX)) throw new RangeError(`${ports_count} ports: 1 to ${PORTS_MAX} are possible`);
  const configuration = boardFrom(tick_us === undefined ? board : { ...board, tick_us });
  const device: Device = new Device({
    seed,
    cell,
    board: configuration,
    protections: { isLayer0Fitted: true, rowsLeftOut: new Set(), ...protections },
    firmware: firmware ?? createController,
    link: link ?? {},
    ports_count,
    injectFault: isInjectable ? (fault_id, numbers) => askedFault(device, fault_id, numbers) : undefined,
    areTicksJoined,
    start_tick,
  });
  const { node_F } = device.specimen.truth;
  if (!(node_F >= configuration.stray_F_min)) {
    throw new RangeError(`the cell puts ${node_F} F behind tap B, less than stray_F_min = ${configuration.stray_F_min} F, on which the bound of layer 0 rests`);
  }
  return device;
}
