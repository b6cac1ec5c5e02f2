import { CELL_PRESETS } from '@nanobias/firmware-model';
import type { Wire } from '@nanobias/firmware-model';
import { serveTcp } from '@nanobias/firmware-model/endpoint';
import type { Endpoint } from '@nanobias/firmware-model/endpoint';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { faultInjectCommand, faultListCommand } from '../../cli/src/commands/fault.ts';
import { exitCodeOf, failureText } from '../../cli/src/exit.ts';

interface Listed {
  readonly id: string;
  readonly over_the_wire: string;
}

let simulated: Endpoint;
let real: Endpoint;
beforeAll(async () => {
  const simulationOptions = { seed: 1, cell: CELL_PRESETS.default };
  simulated = await serveTcp({ simulationOptions, host: '127.0.0.1', port: 0 });
  real = await serveTcp({ simulationOptions: { ...simulationOptions, isInjectable: false }, host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await simulated.close();
  await real.close();
});

/** A command in this process: its exit code, and what it writes. */
async function ended(command: () => number | Promise<number>): Promise<{ readonly code: number; readonly text: string }> {
  let text = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((piece) => {
    text += String(piece);
    return true;
  });
  try {
    return { code: await command(), text };
  } catch (error) {
    return { code: exitCodeOf(error), text: failureText(error) };
  } finally {
    write.mockRestore();
  }
}

const inject = (id: string, ...numbers: readonly string[]) => ended(() => faultInjectCommand(simulated.label, id, numbers));

async function expectRefusal(ending: ReturnType<typeof ended>, code: number, words: string): Promise<void> {
  const found = await ending;
  expect(found.code).toBe(code);
  expect(found.text).toContain(words);
}

describe('nanobias fault', () => {
  it('lists every fault with its numbers and what is expected, for people and for scripts', async () => {
    const { code, text } = await ended(() => faultListCommand({}));
    expect(code).toBe(0);
    expect(text).toMatch(/^adc\.voltage\.frozen .*opens within 6400 us$/m);
    expect(text).toMatch(/^dac\.gain +\S+ +asked: at once /m);
    expect(text).toMatch(/^link\.hang-up +asked: after the answer /m);
    expect(text).toMatch(/^dac\.gain +error_ratio=-0\.5\.\.0\.5/m);
    const listed = JSON.parse((await ended(() => faultListCommand({ json: true }))).text) as readonly Listed[];
    expect(listed.length).toBeGreaterThan(70);
    expect(listed.find(({ id }) => id === 'supply.dip')).toMatchObject({ over_the_wire: 'after the answer', row: 28, while_on: { kind: 'trips', bound_us: 100, causes: ['SUPPLY', 'RESET', 'WATCHDOG'] } });
  });

  it('makes a fault so in a served simulation, and takes it back', async () => {
    expect(await inject('line.open', 'channels=1')).toEqual({ code: 0, text: 'line.open is there\n' });
    await vi.waitFor(() => expect(simulated.device.board.protection.monitors.lineChannels).toBe(2));
    expect(await inject('none')).toEqual({ code: 0, text: 'faults taken back\n' });
    await vi.waitFor(() => expect(simulated.device.board.protection.monitors.lineChannels).toBe(3));
  });

  it('cuts the first link and mends it again, without having to come by it', async () => {
    const [{ toDevice }] = simulated.device.wires as [Wire];
    expect(await inject('link.drop', 'share_ratio=1')).toEqual({ code: 0, text: 'link.drop is there, on the link at the first port\n' });
    const dropped = toDevice.send(new Uint8Array(1));
    expect(dropped).toEqual([]);
    expect(await inject('none')).toEqual({ code: 0, text: 'faults taken back\n' });
    await vi.waitFor(() => expect(toDevice.send(new Uint8Array(1))).toHaveLength(1));
  });

  it('refuses by name what is unknown, missing or out of range', async () => {
    await expectRefusal(inject('dac.melted'), 2, 'dac.melted is no fault');
    await expectRefusal(inject('dac.gain'), 2, 'needs error_ratio=NUMBER');
    await expectRefusal(inject('dac.gain', 'error_ratio=2'), 2, 'error_ratio = 2 is outside -0.5 to 0.5');
    await expectRefusal(inject('dac.gain', 'error_ratio=much'), 2, 'error_ratio = NaN');
    await expectRefusal(inject('dac.gain', 'ratio=0.1'), 2, 'dac.gain has no ratio');
    await expectRefusal(inject('dac.gain', '0.1'), 2, '0.1 is no name=value');
    await expectRefusal(inject('none', 'a=1'), 2, 'none takes no numbers');
  });

  it('is refused by a controller that is no simulation', async () => {
    await expectRefusal(ended(() => faultInjectCommand(real.label, 'line.open', ['channels=1'])), 3, 'UNIMPLEMENTED');
  });
});
