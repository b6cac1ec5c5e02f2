import { once } from 'node:events';
import { createConnection } from 'node:net';
import { CELL_PRESETS, simulate, type SimulationOptions } from '@nanobias/firmware-model';
import { servePty, serveTcp } from '@nanobias/firmware-model/endpoint';
import type { Endpoint } from '@nanobias/firmware-model/endpoint';
import { backendReport } from '@nanobias/native';
import { connect, cryptoEntropy, realClock } from '@nanobias/sdk';
import type { BytePipe, Device } from '@nanobias/sdk';
import { openSerial } from '@nanobias/sdk/serial';
import { openTcp } from '@nanobias/sdk/tcp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PacedDevice } from '../../../firmware-model/src/endpoint/paced-device.ts';
import { HandClock, Line } from './by-hand.ts';
import { echoOptions } from './echo.ts';

const cell = CELL_PRESETS['film-2um'];
const connected = (pipe: BytePipe): Promise<Device> => connect(pipe, { clock: realClock(), entropy: cryptoEntropy(), sampler: 'js' });

describe('the wire of a paced device', () => {
  interface Echo {
    /** After the first piece was sent that has not come back. */
    readonly delay_us: number;
    readonly bytes: readonly number[];
  }

  /** What comes back of twenty pieces, in the device's time. */
  function echoed(options: Partial<SimulationOptions>): readonly Echo[] {
    const wall = new HandClock();
    const { device } = simulate({ ...echoOptions, latency_us: 0, ...options });
    const port = new PacedDevice(device, wall).ports[0]!;
    const sent_us: number[] = [];
    const heard: Echo[] = [];
    const line = new Line();
    line.write = (bytes) => heard.push({ delay_us: device.time_us - sent_us[heard.length]!, bytes: [...bytes] });
    wall.pass(10_000);
    port.attach(line);
    wall.pass(10_000);
    for (let piece = 0; piece < 20; piece += 1) {
      sent_us.push(device.time_us);
      port.receive(Uint8Array.from({ length: 8 }, () => piece));
      wall.pass(5000);
    }
    wall.pass(100_000);
    return heard;
  }

  it('takes no time and changes nothing while it is sound', () => {
    expect(echoed({})).toEqual(Array.from({ length: 20 }, (_, piece) => ({ delay_us: 100, bytes: Array.from({ length: 8 }, () => piece) })));
  });

  it('delays each way by so many microseconds of the device’s time, to the tick', () => {
    expect(echoed({ latency_us: 7300 }).map(({ delay_us }) => delay_us)).toEqual(Array.from({ length: 20 }, () => 100 + 2 * 7300));
  });

  it('does the same to the same bytes from the same seed, and something else from another', () => {
    const wire = [{ kind: 'flip bits', way: 'both', value: 1, share_ratio: 0.3 }, { kind: 'drop', way: 'both', value: 1, share_ratio: 0.3 }] as const;
    const poor = echoed({ wire });
    expect(echoed({ wire })).toEqual(poor);
    expect(echoed({ wire, seed: 2 })).not.toEqual(poor);
    expect(poor.length).toBeLessThan(20);
  });
});

describe('faults of the link that are asked for at a served TCP port', () => {
  let endpoint: Endpoint;
  let first: Device;
  let beside: Device;
  const dial = async (): Promise<Device> => connected(await openTcp({ host: '127.0.0.1', port: Number(endpoint.label.split(':').at(-1)) }));
  const deviceTime_us = async (): Promise<number> => (await first.readState()).deviceTime_s * 1e6;

  beforeAll(async () => {
    endpoint = await serveTcp({ simulationOptions: { seed: 1, cell }, host: '127.0.0.1', port: 0 });
    first = await dial();
    beside = await dial();
  });
  afterEach(() => beside.injectFault('none'));
  afterAll(async () => {
    await first.close();
    await beside.close();
    await endpoint.close();
  });

  it('delay the first client by the device’s time, and nobody else', async () => {
    await beside.injectFault('link.delay', [20_000]);
    const before_us = await deviceTime_us();
    expect((await deviceTime_us()) - before_us).toBeGreaterThanOrEqual(40_000);
    expect(endpoint.device.wires.map(({ toDevice }) => toDevice.latency_us)).toEqual([20_000, 0, 0, 0]);
  });

  it.each([['link.drop', [0.06], 'drop'], ['link.corrupt', [0.06, 1], 'flip bits']] as const)('lose or damage what the first client sends, and each request takes effect once all the same: %s', async (id, numbers, kind) => {
    const { toDevice, toHost } = endpoint.device.wires[0]!;
    await beside.injectFault(id, numbers);
    const labels = [1, 2, 3, 4].map((mark) => `${id} ${mark}`);
    for (let round = 0; toDevice.counts[kind] * toHost.counts[kind] === 0 && round < 300; round += 1) await first.readState().catch(() => undefined);
    for (const label of labels) await first.mark(label);
    expect(toDevice.counts[kind] * toHost.counts[kind]).toBeGreaterThan(0);
    await beside.injectFault('none');
    const { events } = await beside.readEvents(0);
    expect(events.map(({ label }) => label).filter((label) => label.startsWith(id))).toEqual(labels);
  });

  it('take the way to the device for as long as is said, and what is sent again then arrives', async () => {
    const before_us = await deviceTime_us();
    await first.injectFault('host.silent', [150_000]);
    expect(await deviceTime_us()).toBeGreaterThan(before_us + 150_000);
    expect(endpoint.device.wires[0]!.toDevice.counts['half-open']).toBe(1);
  });

  it('hang the link up of the one who asks, who is answered before; the next one finds the port sound', async () => {
    const ended = new Promise<unknown>((resolve) => first.link$.subscribe({ error: resolve }));
    await first.injectFault('link.hang-up');
    expect(await ended).toMatchObject({ code: 'LINK_LOST' });
    expect(endpoint.device.board.ports[0]!.isHostPresent).toBe(false);
    await first.close();
    first = await dial();
    await first.mark('come again');
  });

  it('come with those of the processor, once their answer has arrived: over a slow link too', async () => {
    await beside.injectFault('link.delay', [20_000]);
    const { bootId } = beside;
    await first.injectFault('processor.reset');
    await first.close();
    await beside.close();
    [first, beside] = [await dial(), await dial()];
    expect(first.bootId).not.toBe(bootId);
    expect(endpoint.device.wires[0]!.toHost.latency_us).toBe(20_000);
    await beside.injectFault('none');
    await beside.readState();
    expect(endpoint.device.wires[0]!.toHost.latency_us).toBe(0);
  });
});

describe('a client whose terminal the device has hung up', () => {
  it.skipIf(backendReport().backend !== 'native')('is answered, and served anew when it comes again', async () => {
    const endpoint = await servePty({ simulationOptions: { seed: 1, cell } });
    const path = endpoint.label.slice('pty:'.length);
    const device = await connected(await openSerial({ path }));
    await device.injectFault('link.hang-up');
    expect(endpoint.device.board.port.isHostPresent).toBe(false);
    await device.close();
    const next = await connected(await openSerial({ path }));
    await next.mark('come again');
    await next.close();
    await endpoint.close();
  });
});

describe('a connection that only takes the first port', () => {
  it('keeps whoever comes next off a link that is cut for good, so that the fault can be taken back', async () => {
    const endpoint = await serveTcp({ simulationOptions: { seed: 1, cell, wire: [] }, host: '127.0.0.1', port: 0 });
    const port = Number(endpoint.label.split(':').at(-1));
    endpoint.device.wires[0]!.act({ kind: 'drop', way: 'both', value: 1 });
    const holder = createConnection({ host: '127.0.0.1', port });
    await once(holder, 'connect');
    const device = await connected(await openTcp({ host: '127.0.0.1', port }));
    await device.injectFault('none');
    await device.close();
    holder.destroy();
    const first = await connected(await openTcp({ host: '127.0.0.1', port }));
    await first.close();
    await endpoint.close();
  });
});
