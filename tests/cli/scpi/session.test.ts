import type { OutputLimits } from '@nanobias/sdk';
import { clearFaults, injectFault } from '@nanobias/firmware-model';
import { describe, expect, it } from 'vitest';
import { ScpiSession } from '../../../cli/src/scpi/session.ts';
import { SourceMeter } from '../../../cli/src/scpi/source-meter.ts';
import { limits as sdkLimits, rehearse } from '../../sdk/rehearsal.ts';
import type { Bench } from '../../sdk/rehearsal.ts';

const limits: OutputLimits = { ...sdkLimits, slew_V_per_s_max: 1 };

interface Client {
  /** Carries out a line and gives its answer. */
  readonly say: (line: string) => Promise<string | undefined>;
  readonly session: ScpiSession;
  readonly bench: Bench;
}

async function converse(main: (client: Client) => Promise<void>, given: OutputLimits | 'none' = limits): Promise<void> {
  await rehearse(async (bench) => {
    const device = await bench.connected();
    const meter = new SourceMeter({ device, clock: bench.simulation.clock, limits: given === 'none' ? undefined : given });
    const session = new ScpiSession(meter);
    await main({ say: (line) => session.execute(line), session, bench });
    await device.close();
  }, { isInjectable: true });
}

describe('a source-meter', () => {
  it('says what it is, and has nothing to complain of', async () => {
    await converse(async ({ say }) => {
      expect(await say('*IDN?')).toMatch(/^nanobias,bias controller \(simulation\),\d+,/);
      expect(await say('SYST:VERS?;:SYST:ERR?')).toBe('1999.0;0,"No error"');
      expect(await say('*ESR?;*ESR?')).toBe('128;0');
    });
  });

  it('closes where the cell rests, goes to the level that was set, measures there, and opens', async () => {
    await converse(async ({ say, bench }) => {
      const { truth } = bench.simulation;
      expect(await say(':SOUR:FUNC VOLT;:SOUR:VOLT 3.45;:OUTP ON;:OUTP?')).toBe('1');
      expect(truth.isConducting).toBe(true);
      expect(await say('*OPC?')).toBe('1');
      expect(await say(":SENS:FUNC 'VOLT';:SENS:VOLT:NPLC 5;:READ?")).toMatch(/^3\.4[45]\d+E\+00$/);
      expect(Math.abs(Number(await say('MEAS:CURR?')))).toBeLessThan(5e-9);
      expect(await say('OUTP OFF;OUTP?;:SYST:ERR?')).toBe('0;0,"No error"');
      expect(truth.isConducting).toBe(false);
    });
  });

  it('stays where the cell rests while no level was set: 0 V would discharge a battery', async () => {
    await converse(async ({ say, bench }) => {
      await say('OUTP ON;*WAI');
      const [rest, bias] = [bench.simulation.truth.specimen.voltage_V, Number(await say('MEAS:VOLT?'))];
      expect(Math.abs(bias - rest)).toBeLessThan(0.02);
      expect(bias).toBeGreaterThan(1);
    });
  });

  it('follows a level that is set while it is on, at the slew of the limits', async () => {
    await converse(async ({ say, bench }) => {
      await say('SOUR:VOLT 3.4;:OUTP ON;*WAI');
      const from_us = bench.simulation.truth.time_us;
      await say('SOUR:VOLT 3.6;*WAI');
      expect((bench.simulation.truth.time_us - from_us) / 1e6).toBeGreaterThan(0.19);
      expect(Number(await say('MEAS:VOLT?'))).toBeCloseTo(3.6, 1);
    });
  });

  it('refuses a level beyond the cap before anything moves, off and on', async () => {
    await converse(async ({ say }) => {
      await say('SOUR:VOLT 6');
      expect(await say('SYST:ERR?;:SOUR:VOLT?')).toMatch(/^-222,"Data out of range;6 is not within -0\.2 to 4\.6 V";0\.0+E\+00$/);
      await say('SOUR:VOLT 3.4;:OUTP ON;*WAI;:SOUR:VOLT 4.7');
      expect(await say('SYST:ERR?;:SOUR:VOLT?')).toMatch(/^-222,.*;3\.400000E\+00$/);
      expect(await say('SOUR:VOLT? MAX')).toBe('4.600000E+00');
    });
  });

  it('tells what the controller refuses, and keeps the setting that holds', async () => {
    // A film half as thick bears 3 V/um times less: the field cap is below what the client may ask for.
    await converse(async ({ say }) => {
      await say('SOUR:VOLT 3.4;:OUTP ON');
      expect(await say('SYST:ERR?')).toMatch(/^-22[12],".*(?:FIELD|BEYOND|HOT|LIMIT)/);
      expect(await say('OUTP?')).toBe('0');
    }, { ...limits, lipon_thickness_m: 50e-9 });
  });

  it('regulates a current within its compliance', async () => {
    await converse(async ({ say }) => {
      await say('SOUR:FUNC CURR;:SOUR:CURR:VLIM 3.6;:SOUR:CURR 50E-12;:OUTP ON');
      expect(await say('SYST:ERR?')).toBe('0,"No error"');
      expect(await say('SENS:CURR:NPLC 10;:MEAS:CURR?;:MEAS:CURR?')).toMatch(/;[45]\.\d+E-11$/);
    });
  });

  it('changes what it sources, and its hard limit of current, only while it is off', async () => {
    await converse(async ({ say }) => {
      await say('SOUR:VOLT:ILIM 2nA;:OUTP ON;:SOUR:VOLT:ILIM 3nA;:SYST:ERR?');
      expect(await say('SYST:ERR?')).toMatch(/^-221,"Settings conflict;another current limit/);
      await say('SOUR:FUNC CURR');
      expect(await say('SYST:ERR?;:SOUR:FUNC?;:SOUR:VOLT:ILIM?')).toMatch(/^-221,.*;VOLT;2\.000000E-09$/);
      await say('OUTP OFF;:SOUR:VOLT:ILIM 0.1');
      expect(await say('SYST:ERR?')).toMatch(/^-222,/);
    });
  });

  it('switches nothing on without limits', async () => {
    await converse(async ({ say }) => {
      await say('OUTP ON');
      expect(await say('SYST:ERR?;:OUTP?')).toMatch(/^-221,"Settings conflict;no limits.*";0$/);
    }, 'none');
  });

  it('tells of a trip, and clears it when it is asked to, with the output off', async () => {
    await converse(async ({ say, bench }) => {
      await say('*CLS;STAT:QUES:ENAB 512;*SRE 8;:SOUR:VOLT 3.4;:OUTP ON;*WAI');
      injectFault(bench.simulation.device, 'adc.current.offset', [30_000]);
      await bench.pause(50_000);
      clearFaults(bench.simulation.device);
      expect(bench.simulation.truth.isConducting).toBe(false);
      expect(await say('OUTP?;:OUTP:PROT:TRIP?;*STB?')).toBe('0;1;76');
      expect(await say('SYST:ERR?')).toMatch(/^101,"Tripped;TRIPPED: /);
      await say('OUTP ON');
      expect(await say('SYST:ERR?')).toMatch(/^101,|^-221,/);
      await bench.pause(2_000_000);
      expect(await say('OUTP:PROT:CLE;:OUTP:PROT:TRIP?;:OUTP?;:SYST:ERR?')).toBe('0;0;0,"No error"');
    });
  });

  it('fills its buffer in the background and tells when it is full', async () => {
    await converse(async ({ say }) => {
      await say(":STAT:PRES;*CLS;*SRE 1;:STAT:MEAS:ENAB 512;:TRAC:CLE;:TRAC:POIN 5;:TRAC:FEED SENSE;:TRAC:FEED:CONT NEXT;:SENS:FUNC 'VOLT';:INIT;:INIT");
      expect(await say('*STB?;:SYST:ERR?')).toBe('4;-213,"Init ignored"');
      expect(await say('*OPC?;*STB?;:TRAC:POIN:ACT?')).toBe('1;65;5');
      const values = ((await say('TRAC:DATA?')) ?? '').split(',').map(Number);
      expect(values).toHaveLength(5);
      expect(Number(await say('TRAC:STAT:AVER?'))).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / 5, 6);
      expect(await say('TRAC:STAT:MIN?')).toBe(((await say('TRAC:DATA?')) ?? '').split(',').sort((a, b) => Number(a) - Number(b))[0]);
      expect(await say('TRAC:CLE;:TRAC:DATA?')).toBeUndefined();
      expect(await say('SYST:ERR?')).toBe('-230,"Data corrupt or stale;the buffer is empty"');
    });
  });

  it('tests itself while it is off, and not while it is on', async () => {
    await converse(async ({ say }) => {
      expect(await say('*TST?')).toBe('0');
      await say('OUTP ON;*TST?');
      expect(await say('SYST:ERR?;:OUTP?')).toMatch(/^-221,.*;1$/);
    });
  });

  it('is as new after *RST, with the output off', async () => {
    await converse(async ({ say, bench }) => {
      await say('SOUR:VOLT 3.4;:SENS:CURR:AVER ON;AVER:COUN 3;TCON MOV;:OUTP ON;*RST');
      expect(bench.simulation.truth.isConducting).toBe(false);
      expect(await say('OUTP?;:SOUR:VOLT?;:SENS:CURR:AVER?;:SENS:CURR:AVER:COUN?;TCON?')).toBe('0;0.000000E+00;0;10;REP');
    });
  });

  it.each([
    ['BOGUS 1', -113], ['OUTP? ON;:OUTP MAYBE', -224], ['SOUR:VOLT 1e999', -123], ['SOUR:VOLT nan', -104], ['OUTP', -109], ['OUTP ON,ON', -108], ['OUTP:VOLT:SMOD ZERO', -224],
    ['SOUR:FUNC RES', -224], ['READ', -113], ['*IDN', -113], ['SOUR:VOLT 3;;;:BOGUS;:OUTP ON', -113],
  ])('%s ends in the error queue, and nothing has moved', async (line, number) => {
    await converse(async ({ say, bench }) => {
      await say(line);
      expect(await say('SYST:ERR?')).toMatch(new RegExp(`^${number},`));
      expect(bench.simulation.truth.isConducting).toBe(false);
    });
  });

  it.each(['OUTP OFF', 'outp 0;*CLS', '*RST'])('%s overtakes what waits before it, and what was asked for before it is not done after it', async (line) => {
    await converse(async ({ say, bench }) => {
      await say('SOUR:VOLT 3.4;:OUTP ON;*WAI');
      const waiting = [say('SENS:CURR:AVER:COUN 100;STAT ON;:MEAS:CURR?'), say('SOUR:VOLT 4.5'), say('OUTP ON')];
      await bench.pause(20_000);
      const from_us = bench.simulation.truth.time_us;
      await say(line);
      // The measurement would have taken ten seconds; the soft disconnect takes one.
      expect(bench.simulation.truth.time_us - from_us).toBeLessThan(1_200_000);
      expect(bench.simulation.truth.isConducting).toBe(false);
      await Promise.all(waiting);
      expect(await say('OUTP?')).toBe('0');
      expect(bench.simulation.truth.isConducting).toBe(false);
    });
  });

  it('opens in its turn where a line also closes: that is a sequence of its own', async () => {
    await converse(async ({ say, bench }) => {
      const measured = say('SOUR:VOLT 3.4;:OUTP ON;*WAI;:MEAS:VOLT?;:OUTP OFF');
      expect(await say('OUTP?;:SYST:ERR?')).toBe('0;0,"No error"');
      expect(Number(await measured)).toBeCloseTo(3.4, 1);
      expect(bench.simulation.truth.isConducting).toBe(false);
    });
  });

  it('waits for nothing any more once the output has tripped', async () => {
    await converse(async ({ say, bench }) => {
      await say('SOUR:VOLT 3.4;:OUTP ON;*WAI;:SOUR:VOLT 4.4');
      const waiting = say('*OPC?');
      injectFault(bench.simulation.device, 'adc.current.offset', [30_000]);
      await waiting;
      expect(bench.simulation.truth.isConducting).toBe(false);
      const errors = [await say('SYST:ERR?'), await say('SYST:ERR?')];
      expect(errors.some((error) => /^101,/.test(error ?? ''))).toBe(true);
    });
  });

  it('leaves the output off when the level that it was to go to is refused', async () => {
    await converse(async ({ say, bench }) => {
      await say('SOUR:FUNC CURR;:SOUR:CURR 8nA;:SOUR:VOLT:ILIM 2nA;:OUTP ON');
      expect(await say('SYST:ERR?;:OUTP?')).toMatch(/^-222,.*;0$/);
      expect(bench.simulation.truth.isConducting).toBe(false);
    });
  });

  it('opens with *RST what its own client holds, and nothing of another\'s', async () => {
    await rehearse(async (bench) => {
      const [first, second] = await Promise.all([0, 1].map(async () => {
        const device = await bench.connected();
        return { device, session: new ScpiSession(new SourceMeter({ device, clock: bench.simulation.clock, limits })) };
      }));
      await first!.session.execute('SOUR:VOLT 3.4;:OUTP ON;*WAI');
      await second!.session.execute('*RST;*CLS');
      expect(bench.simulation.truth.isConducting).toBe(true);
      await second!.session.execute('OUTP OFF');
      expect(bench.simulation.truth.isConducting).toBe(false);
      await Promise.all([first!.device.close(), second!.device.close()]);
    }, { ports_count: 2 });
  });

  it('has the output off once its client has left, whatever was still in its queue', async () => {
    await converse(async ({ say, session, bench }) => {
      const lines = [say('SOUR:VOLT 3.4;:OUTP ON'), say('OUTP OFF'), say('OUTP ON')];
      await session.end();
      await Promise.all(lines);
      expect(bench.simulation.truth.isConducting).toBe(false);
    });
  });
});
