import type { Acknowledge, Event, Frame, Reply, SampleBlock } from '@nanobias/proto';
import { EventKind, StatusCode } from '@nanobias/proto';
import { createController } from '../../controller/create.ts';
import { MODE } from '../../interlock/mode-table.ts';
import { WORD } from '../../interlock/state.ts';
import type { Device } from '../device.ts';
import { injectFault } from '../faults/catalogue.ts';
import type { Violation } from '../oracle.ts';
import { createDevice } from '../simulate.ts';
import type { Cell } from '../../specimen/cell.ts';
import type { SimulationOptions } from '../simulate.ts';
import { Truth } from '../truth.ts';
import type { WireSnapshot } from '../wire/wire.ts';
import type { Action, Scheduled } from './action.ts';
import { cellOf } from './configuration.ts';
import type { SwarmConfiguration } from './configuration.ts';
import { SwarmHost } from './host.ts';
import type { HostSnapshot, Listener } from './host.ts';
import type { Asked } from './host-memory.ts';
import { Judge } from './judge.ts';
import type { JudgeSnapshot } from './judge.ts';
import { Marks } from './marks.ts';
import { watched } from './watched.ts';

/** Device, wires, hosts and judge at one moment. */
export interface RunSnapshot {
  readonly tick: number;
  readonly arena: Int32Array;
  readonly wires: readonly WireSnapshot[];
  readonly hosts: readonly HostSnapshot[];
  readonly judge: JudgeSnapshot;
  readonly renewing: readonly boolean[];
  readonly stopping: readonly boolean[];
}

export interface RunOptions {
  /** Another firmware in place of ours. */
  readonly firmware?: SimulationOptions['firmware'];
  readonly marks?: Marks;
}

const WIRE_LATENCY_US = 200;

/** One device of the swarm with its wires, its hosts and its judge, to which things are done. */
export class SwarmRun {
  readonly device: Device;
  readonly truth: Truth;
  readonly judge: Judge;
  readonly hosts: readonly SwarmHost[];
  readonly marks: Marks;
  readonly #cell: Cell;
  /** A command of the holder is on its way, so that whatever arrives may renew the lease. */
  #renewing: boolean[];
  #stopping: boolean[];

  constructor(configuration: SwarmConfiguration, { firmware, marks = new Marks() }: RunOptions = {}) {
    const { seed, board, ports_count, lease_us, limits, isTickByTick } = configuration;
    this.#cell = cellOf(configuration);
    this.device = createDevice({
      seed, board, ports_count, cell: this.#cell, areTicksJoined: !isTickByTick,
      firmware: (parts) => watched((firmware ?? createController)(parts), (ticks) => this.judge.served(ticks)),
    });
    this.truth = new Truth(this.device);
    this.marks = marks;
    this.judge = new Judge(this.device, this.truth, lease_us);
    this.judge.oracle.takeSlew((limits.slew_nV_per_s_max ?? 0) * 1e-9);
    this.#renewing = this.device.wires.map(() => false);
    this.#stopping = this.device.wires.map(() => false);
    const listener = this.#listener();
    this.hosts = this.device.wires.map((wire, port) => new SwarmHost({
      port, listener, send: (bytes) => void wire.toDevice.send(bytes), now: () => ({ tick: this.device.tick, time_us: this.judge.promises.clock_us }),
    }));
    for (const wire of this.device.wires) wire.act({ kind: 'latency', way: 'both', value: WIRE_LATENCY_US });
    this.device.attend((passed_ticks) => {
      this.judge.look(passed_ticks);
      this.marks.look(this.judge.views.state);
    });
  }

  get violation(): Violation | undefined {
    return this.judge.violations[0];
  }

  get mode(): number {
    return this.judge.views.state[WORD.MODE]!;
  }

  get isOn(): boolean {
    return this.mode === MODE.ON && this.truth.isConducting;
  }

  /** Whether a port's host has heard the answer to one of its newest requests. */
  isAnswered(request_id: number, port = 0): boolean {
    return this.hosts[port]!.memory.answered.includes(request_id);
  }

  /** The session that the device serves at a port; 0 for none. */
  session(port: number): number {
    return this.judge.views.sessions[port]![0]!;
  }

  /** The whole of the run at this tick. */
  snapshot(): RunSnapshot {
    return {
      tick: this.device.tick,
      arena: this.device.arena.snapshot(),
      wires: this.device.wires.map((wire) => wire.snapshot()),
      hosts: this.hosts.map((host) => host.snapshot()),
      judge: this.judge.snapshot(),
      renewing: [...this.#renewing],
      stopping: [...this.#stopping],
    };
  }

  /** Puts the run back to a snapshot. */
  restore({ arena, wires, hosts, judge, renewing, stopping }: RunSnapshot): void {
    this.device.arena.restore(arena);
    this.device.wires.forEach((wire, index) => wire.restore(wires[index]!));
    this.hosts.forEach((host, index) => host.restore(hosts[index]!));
    this.judge.restore(judge);
    this.#renewing = [...renewing];
    this.#stopping = [...stopping];
  }

  /** Performs a schedule from where the run stands to its end, or to the first violation. */
  follow(schedule: readonly Scheduled[], end_tick: number): void {
    for (const { tick, action } of schedule) {
      if (tick < this.device.tick) continue;
      this.advance(tick);
      if (this.violation !== undefined) return;
      this.perform(action);
    }
    this.advance(end_tick);
  }

  /** Lets time pass to a tick, with what the wires bring on the way; ends at the first violation. */
  advance(to_tick: number): void {
    const { device } = this;
    const { tick_us, wires, board } = device;
    this.#deliver();
    while (device.tick < to_tick && this.violation === undefined) {
      const due_us = wires.reduce((first_us, { toDevice, toHost }) => Math.min(first_us, toDevice.next_us, toHost.next_us), Infinity);
      const due_tick = Math.max(device.tick + 1, Math.ceil(due_us / tick_us));
      device.run(Math.min(to_tick, due_tick) - device.tick);
      board.ports.forEach((port, index) => {
        if (port.output_bytes === 0) return;
        const { toHost } = wires[index]!;
        const room_bytes = Math.min(port.output_bytes, toHost.room_bytes);
        if (room_bytes > 0) toHost.send(port.takeOutput(room_bytes));
      });
      this.#deliver();
    }
  }

  /** Does one thing of the schedule now. */
  perform(action: Action): void {
    const { device, judge } = this;
    const { faults } = device;
    this.marks.acted(action.kind);
    switch (action.kind) {
      case 'fault':
        this.marks.faulted(action.id, this.isOn);
        injectFault(device, action.id, action.numbers);
        judge.faulted(action.id);
        break;
      case 'clear faults':
        this.#clearFaults();
        break;
      case 'local reset':
        device.pressLocalReset();
        judge.resetLocally();
        break;
      case 'supply off':
        faults.instrument.dipSupply(action.duration_us);
        judge.promises.disturb();
        break;
      default:
        this.#performAtPort(action);
        break;
    }
  }

  #performAtPort(action: Extract<Action, { readonly port: number }>): void {
    const { port } = action;
    const host = this.hosts[port];
    const wire = this.device.wires[port];
    if (host === undefined || wire === undefined) throw new RangeError(`there is no port ${port}`);
    switch (action.kind) {
      case 'request':
        host.request(action);
        break;
      case 'hello':
        host.hello();
        break;
      case 'ping':
        host.ping();
        break;
      case 'bye':
        host.bye();
        break;
      case 'attach':
      case 'hang up':
        this.#setPresent(port, action.kind === 'attach');
        break;
      case 'stop':
        host.write(Uint8Array.of(0));
        host.stop(action.from_bytes, action.length_bytes);
        this.#stopping[port] = action.from_bytes === undefined && action.length_bytes === undefined;
        this.judge.promises.disturb();
        break;
      case 'bytes':
        host.write(bytesOf(action.hex));
        this.judge.promises.disturb();
        break;
      case 'replay':
        host.replay(action.back_count, action.frames_count);
        break;
      case 'wire':
        wire.act(action.act);
        this.marks.wired(action.act.kind);
        break;
      case 'heal wire':
        wire.heal();
        break;
    }
    this.#deliver();
  }

  #setPresent(port: number, isPresent: boolean): void {
    const wire = this.device.wires[port]!;
    wire.toDevice.clear();
    wire.toHost.clear();
    this.device.board.ports[port]!.setHostPresent(isPresent);
    this.#stopping[port] = false;
    this.judge.promises.forget(port);
  }

  #clearFaults(): void {
    const { device } = this;
    device.faults.instrument.clear();
    device.faults.processor.overrun(1);
    const { shunt_Ohm, contact_Ohm, temperature_K } = this.#cell;
    device.specimen.disturb({ filament: 'none', contact: 'closed', beam_A: 0, shunt_Ohm, contact_Ohm, temperature_K });
    this.judge.cleared();
  }

  /** Whatever has arrived by now, in either direction. */
  #deliver(): void {
    const { device } = this;
    device.wires.forEach(({ toDevice, toHost }, port) => {
      for (let piece = toHost.first(); piece !== undefined; piece = toHost.first()) {
        toHost.take(piece.length);
        this.hosts[port]!.hear(piece);
      }
      for (let piece = toDevice.first(); piece !== undefined; piece = toDevice.first()) {
        const taken_bytes = device.board.ports[port]!.receive(piece);
        if (taken_bytes === 0) break;
        toDevice.take(taken_bytes);
        if (this.#renewing[port] === true) this.judge.oracle.sawRenewal();
      }
      if (toDevice.flying_bytes > 0) return;
      this.#renewing[port] = false;
      if (this.#stopping[port] === true && device.board.ports[port]!.isHostPresent) this.judge.stopped();
      this.#stopping[port] = false;
    });
  }

  #listener(): Listener {
    const { judge, marks } = this;
    const { oracle, promises, views } = judge;
    return {
      sent: (port: number, asked: Asked, isMangled: boolean) => {
        const { body } = asked;
        if (isMangled) promises.disturb();
        else promises.sent(port, body, asked);
        if (body.kind === 'enable') oracle.sawEnable(body.token);
        if (body.kind === 'acknowledge' && namesLatched(body, views.state)) oracle.sawAcknowledge();
        if (body.kind === 'arm') judge.seen.arm_tick = this.device.tick;
        if ('lease_epoch' in body || body.kind === 'acquire_lease') this.#renewing[port] = true;
      },
      replayed: (port: number) => {
        // One of them may be a hello.
        promises.forget(port);
        this.#renewing[port] = true;
      },
      hello: (port: number) => {
        oracle.sawHello(port);
        promises.forget(port);
      },
      answered: (port: number, asked: Asked | undefined, reply: Reply, payload: Uint8Array) => {
        promises.answered(port, asked, reply, payload);
        if (reply.status.code !== StatusCode.OK) marks.refused(reply.status.code);
        if (reply.body?.kind === 'arm_grant') oracle.sawGrant(reply.body.token, port);
        if (reply.body?.kind === 'event_page') for (const { cause } of reply.body.events) if (cause !== undefined) marks.told(cause);
        if (asked !== undefined) marks.answered(asked.body, reply.status.code === StatusCode.OK);
      },
      heard: (_port: number, { kind, cause, refusal }: Event) => {
        if (cause !== undefined) marks.told(cause);
        if (kind === EventKind.REFUSED && refusal !== undefined) marks.refused(refusal);
      },
      sampled: (port: number, block: SampleBlock, payload_bytes: number) => promises.sampled(port, block, payload_bytes),
      framed: (port: number, frame: Frame) => promises.framed(port, frame),
    };
  }
}

/** Whether an acknowledge names what is latched: the fault, and each of its causes. */
function namesLatched({ fault_nonce, causes }: Acknowledge, state: Int32Array): boolean {
  const latched = state.subarray(WORD.LATCH_FIRST, WORD.LATCH_FIRST + state[WORD.LATCH_COUNT]!);
  return (fault_nonce | 0) === state[WORD.FAULT_NONCE] && causes.length === latched.length && causes.every((cause) => latched.includes(cause));
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) => parseInt(hex.slice(2 * index, 2 * index + 2), 16));
}

