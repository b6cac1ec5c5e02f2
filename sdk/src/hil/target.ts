import type { BytePipe, Clock, Entropy } from '@nanobias/proto';
import { connect } from '../connect.ts';
import type { Device } from '../contract.ts';
import type { SampledPipe } from '../sampled-pipe.ts';
import { cryptoEntropy } from '../transport/crypto-entropy.ts';
import { realClock } from '../transport/real-clock.ts';

/** A device that a suite runs over, while it is open. */
export interface OpenTarget {
  readonly device: Device;
  readonly clock: Clock;
  /** Carries work out in the target's time: where that is virtual, time goes on only within. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
  /** Ends the session, and whatever was served for it. */
  close(): Promise<void>;
}

/** Where a device is to be had for a suite. */
export interface DeviceTarget {
  readonly name: string;
  /** Why there is none here: its tests are skipped with this reason. */
  readonly absent?: string | undefined;
  /** Connects to the device; called once for a suite. */
  open(): Promise<OpenTarget>;
}

/** What `simulate` of the model gives, as far as a suite needs it. */
interface Simulated {
  readonly pipe: BytePipe;
  readonly clock: Clock & { run<T>(work: () => Promise<T>, limit_us: number): Promise<T> };
  readonly entropy: Entropy;
}

/** Device time that one test may take in virtual time. */
const work_us_max = 3.6e9;

/** A model in this process, in virtual time: `inProcess('the model', () => simulate({ seed: 1, cell }))`. */
export function inProcess(name: string, simulated: () => Simulated): DeviceTarget {
  return {
    name,
    open: async () => {
      const { pipe, clock, entropy } = simulated();
      const run = <T>(work: () => Promise<T>): Promise<T> => clock.run(work, work_us_max);
      const device = await run(() => connect(pipe, { clock, entropy }));
      return { device, clock, run, close: () => run(() => device.close()) };
    },
  };
}

/** A model or a controller that is served for the time of the suite: `served('a pty', () => servePty({ simulationOptions }), open)`. */
export function served(name: string, serve: () => Promise<{ readonly label: string; close(): Promise<void> }>, open: (label: string) => Promise<BytePipe | SampledPipe>): DeviceTarget {
  return {
    name,
    open: async () => {
      const server = await serve();
      const target = await atOnce(await open(server.label));
      return {
        ...target,
        close: async () => {
          await target.close();
          await server.close();
        },
      };
    },
  };
}

/** A real controller, where its port is named: `onPort('TEST_PORT', process.env.TEST_PORT, (path) => openSerial({ path }))`. */
export function onPort(name: string, port: string | undefined, open: (port: string) => Promise<BytePipe | SampledPipe>): DeviceTarget {
  return {
    name,
    absent: port === undefined || port === '' ? `${name} names no port` : undefined,
    open: async () => atOnce(await open(port ?? '')),
  };
}

async function atOnce(pipe: BytePipe | SampledPipe): Promise<OpenTarget> {
  const clock = realClock();
  const device = await connect(pipe, { clock, entropy: cryptoEntropy() });
  return { device, clock, run: (work) => work(), close: () => device.close() };
}
