import { TestVerdict } from '@nanobias/sdk';
import { command } from './command.ts';
import type { Command } from './command.ts';
import { wholeNumberIn } from './parameter.ts';
import type { NumberRange } from './parameter.ts';
import { EVENT } from './status.ts';
import type { SourceMeter } from './source-meter.ts';
import type { StatusGroup } from './status.ts';

const BYTE: NumberRange = { min: 0, max: 255, default: 0 };
const WORD: NumberRange = { min: 0, max: 32_767, default: 0 };
/** Year and revision of SCPI. */
const SCPI_VERSION = '1999.0';

function groupCommands(name: string, groupOf: (meter: SourceMeter) => StatusGroup): readonly Command[] {
  return [
    command(`:STATus:${name}[:EVENt]`, { query: (meter) => String(groupOf(meter).takeEvent()) }),
    command(`:STATus:${name}:CONDition`, { query: (meter) => String(groupOf(meter).condition) }),
    command(`:STATus:${name}:ENABle`, {
      set: (meter, parameters) => {
        groupOf(meter).enable = wholeNumberIn(WORD, parameters);
      },
      query: (meter) => String(groupOf(meter).enable),
    }),
  ];
}

/** What SCPI-99 asks of every instrument. */
export const MANDATORY_COMMANDS: readonly Command[] = [
  command('*IDN', { query: ({ device }) => `nanobias,${device.isSimulation ? 'bias controller (simulation)' : 'bias controller'},${device.bootId},${device.firmwareVersion}` }),
  command('*RST', { set: (meter) => meter.reset() }),
  command('*CLS', { set: (meter) => meter.status.clear() }),
  command('*ESR', { query: (meter) => String(meter.status.takeEvent()) }),
  command('*ESE', {
    set: (meter, parameters) => {
      meter.status.eventEnable = wholeNumberIn(BYTE, parameters);
    },
    query: (meter) => String(meter.status.eventEnable),
  }),
  command('*STB', { query: (meter) => String(meter.status.byte) }),
  command('*SRE', {
    set: (meter, parameters) => {
      meter.status.requestEnable = wholeNumberIn(BYTE, parameters);
    },
    query: (meter) => String(meter.status.requestEnable),
  }),
  command('*OPC', {
    set: (meter) => {
      void meter.settled().then(
        () => meter.status.note(EVENT.OPERATION_COMPLETE),
        (error: unknown) => meter.fail(error),
      );
    },
    query: async (meter) => {
      await meter.settled();
      return '1';
    },
  }),
  command('*WAI', { set: (meter) => meter.settled() }),
  command('*TST', {
    query: async (meter) => {
      meter.requireOff('a self-test');
      const verdicts = Object.values(await meter.device.selfTest());
      // The probe is held against limits: before an output had any, there is nothing to test it by.
      return verdicts.every((verdict) => verdict === TestVerdict.PASSED || verdict === TestVerdict.NOT_RUN) ? '0' : '1';
    },
  }),
  command(':SYSTem:ERRor[:NEXT]', { query: (meter) => meter.status.takeError() }),
  command(':SYSTem:ERRor:COUNt', { query: (meter) => String(meter.status.errors_count) }),
  command(':SYSTem:VERSion', { query: () => SCPI_VERSION }),
  command(':STATus:PRESet', { set: (meter) => meter.status.preset() }),
  ...groupCommands('QUEStionable', (meter) => meter.status.questionable),
  ...groupCommands('OPERation', (meter) => meter.status.operation),
  ...groupCommands('MEASurement', (meter) => meter.status.measurement),
];
