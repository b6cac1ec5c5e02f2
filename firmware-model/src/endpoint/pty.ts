import { openPty, type PtyMaster } from '@nanobias/native';
import { createDevice, setUpWires } from '../harness/simulate.ts';
import { Truth } from '../harness/truth.ts';
import type { Endpoint, EndpointOptions } from './endpoint.ts';
import type { HostLine } from './client.ts';
import { ownLink } from './own-link.ts';
import { PacedDevice } from './paced-device.ts';
import { machineClock } from './wall-clock.ts';

/** Bytes that may wait for a client that does not read; below what the pseudo-terminal itself would take. */
const WAITING_BYTES_MAX = 131_072;
/** One for the client of the terminal, the others for this process: a page, and what else it serves. */
const PORTS_COUNT = 4;
/** As on every UART: a long frame of samples would hold up the answer to a stop. */
const SAMPLES_PAYLOAD_BYTES_MAX = 256;

/**
 * Serves a device on a pseudo-terminal of its own; its other ports are for this process.
 *
 * A client counts as attached from its first byte on, and as gone at its hang-up; the next one can come at once.
 * @throws PtyError where the native addon is missing
 * @throws RangeError for a number of the board that is refused
 */
export async function servePty({ simulationOptions }: EndpointOptions): Promise<Endpoint> {
  const device = createDevice({ isInjectable: true, ...simulationOptions, ports_count: PORTS_COUNT, link: { samplesPayload_bytes_max: SAMPLES_PAYLOAD_BYTES_MAX } });
  const master: PtyMaster = openPty({
    onBytes: (bytes) => {
      if (!port.hasClient) port.attach(line);
      port.receive(bytes);
    },
    onHangup: () => {
      port.detach(line);
    },
    onDrain: () => undefined,
  });
  const line: HostLine = {
    get room_bytes() {
      return WAITING_BYTES_MAX - master.pending_bytes;
    },
    write: (bytes) => {
      master.write(bytes);
    },
    resume: () => undefined,
    // A terminal cannot be closed from this side without its path going too: what comes next comes of a host that nobody knows.
    hangUp: () => undefined,
  };
  setUpWires(device, simulationOptions, 0);
  const paced = new PacedDevice(device, machineClock);
  const port = paced.ports[0]!;
  const label = `pty:${master.path}`;
  return {
    label,
    device,
    truth: new Truth(device),
    openPipe: () => ownLink(paced.ports.slice(1), label),
    get lateness() {
      return paced.lateness;
    },
    close: () => {
      paced.stop();
      master.close();
      return Promise.resolve();
    },
  };
}
