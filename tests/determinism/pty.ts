import { setTimeout as pause } from 'node:timers/promises';
import { CELL_PRESETS, History, replayed, simulate } from '@nanobias/firmware-model';
import { servePty } from '@nanobias/firmware-model/endpoint';
import { backendReport } from '@nanobias/native';
import { connect, cryptoEntropy, realClock } from '@nanobias/sdk';
import { openSerial } from '@nanobias/sdk/serial';

const LOOK_MS = 300;

/** Why there can be no pseudo-terminal here; undefined where there can be one. */
export function ptyRefusal(): string | undefined {
  const { backend, reason } = backendReport();
  return backend === 'native' ? undefined : `a pty needs the native addon: ${reason}`;
}

/** Serves a device on a pty, talks to it in real time, and replays in this process what came; both digests. */
export async function digestsOverPty(seed: number): Promise<{ readonly served: string; readonly replayed: string }> {
  const options = { seed, cell: CELL_PRESETS.default };
  const endpoint = await servePty({ simulationOptions: options });
  const make = () => simulate({ ...options, isInjectable: true, ports_count: endpoint.device.board.ports.length, link: { samplesPayload_bytes_max: 256 } }).device;
  const history = new History(endpoint.device, make);
  const device = await connect(await openSerial({ path: endpoint.label.slice('pty:'.length) }), { clock: realClock(), entropy: cryptoEntropy() });
  await device.mark(`seed ${seed}`);
  await device.readState();
  await pause(LOOK_MS);
  await device.close();
  await endpoint.close();
  const recording = history.recording();
  return { served: recording.digest, replayed: replayed(recording, make()) };
}
