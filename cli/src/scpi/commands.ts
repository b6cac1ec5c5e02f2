import { command } from './command.ts';
import type { Command } from './command.ts';
import { Header } from './header.ts';
import { MANDATORY_COMMANDS } from './mandatory-commands.ts';
import type { MessageUnit } from './message.ts';
import { answerOf, askedOf, booleanOf, numberIn, onlyParameter, wholeNumberIn, wordOf } from './parameter.ts';
import type { NumberRange } from './parameter.ts';
import type { Quantity } from './readings.ts';
import { ScpiError } from './scpi-error.ts';
import type { SourceMeter } from './source-meter.ts';
import { POINTS_MAX } from './trace.ts';

const QUANTITIES = ['VOLTage', 'CURRent'] as const;
const NPLC: NumberRange = { min: 0.01, max: 10, default: 5 };
const AVERAGE_COUNT: NumberRange = { min: 1, max: 100, default: 10 };
const POINTS: NumberRange = { min: 2, max: POINTS_MAX, default: 100 };
/** The only state that leaves a battery as it is. */
const OFF_STATES = ['HIMPedance'];

const digit = (isSo: boolean): string => (isSo ? '1' : '0');

function levelRange({ bounds }: SourceMeter, quantity: Quantity): NumberRange {
  return quantity === 'VOLT'
    ? { unit: 'V', min: bounds.bias_V_min, max: bounds.bias_V_max, default: 0 }
    : { unit: 'A', min: -bounds.current_A_max, max: bounds.current_A_max, default: 0 };
}

const currentLimitRange = ({ bounds }: SourceMeter): NumberRange => ({ unit: 'A', min: 1e-12, max: bounds.current_A_max, default: bounds.current_A_max });
const complianceRange = ({ bounds }: SourceMeter): NumberRange => ({ unit: 'V', min: bounds.bias_V_min, max: bounds.bias_V_max, default: bounds.bias_V_max });
/** Ranges are the controller's own choice: a wish for one is held against what there is, and changes nothing. */
const RANGES: Readonly<Record<Quantity, NumberRange>> = {
  VOLT: { unit: 'V', min: 0, max: 10, default: 10 },
  CURR: { unit: 'A', min: 0, max: 20e-9, default: 20e-9 },
};

async function reading(meter: SourceMeter, quantity: Quantity): Promise<string> {
  return answerOf(await meter.readings.next(quantity, meter.conversions(quantity), meter.waiting));
}

/** Commands that there are for voltage and for current alike. */
function commandsOf(pattern: (typeof QUANTITIES)[number]): readonly Command[] {
  const quantity: Quantity = pattern === 'VOLTage' ? 'VOLT' : 'CURR';
  const level = quantity === 'VOLT' ? 'level_V' : 'level_A';
  return [
    command(`:SOURce:${pattern}[:LEVel][:IMMediate][:AMPLitude]`, {
      set: (meter, parameters) => meter.set({ [level]: numberIn(levelRange(meter, quantity), parameters) }),
      query: (meter, parameters) => answerOf(askedOf(levelRange(meter, quantity), meter.settings[level] ?? 0, parameters)),
    }),
    ...(['SOURce', 'SENSe'] as const).flatMap((side) => rangeCommands(`:${side}:${pattern}`, side === 'SOURce' ? 'SOUR' : 'SENS', quantity)),
    command(`:SENSe:${pattern}[:DC]:NPLCycles`, {
      set: (meter, parameters) => {
        meter.settings.nplc[quantity] = numberIn(NPLC, parameters);
      },
      query: (meter, parameters) => answerOf(askedOf(NPLC, meter.settings.nplc[quantity], parameters)),
    }),
    ...averageCommands(`:SENSe:${pattern}[:DC]:AVERage`, quantity),
    command(`:MEASure:${pattern}[:DC]`, { query: (meter) => reading(meter, quantity) }),
    command(`:OUTPut:${pattern}:SMODe`, {
      set: (_meter, parameters) => {
        wordOf(OFF_STATES, parameters);
      },
      query: () => 'HIMP',
    }),
  ];
}

function rangeCommands(pattern: string, side: 'SOUR' | 'SENS', quantity: Quantity): readonly Command[] {
  return [
    command(`${pattern}[:DC]:RANGe[:UPPer]`, {
      set: (_meter, parameters) => {
        numberIn(RANGES[quantity], parameters);
      },
      query: (_meter, parameters) => answerOf(askedOf(RANGES[quantity], RANGES[quantity].max, parameters)),
    }),
    command(`${pattern}[:DC]:RANGe:AUTO`, {
      set: (meter, parameters) => {
        meter.settings.isAutoRange[side][quantity] = booleanOf(parameters);
      },
      query: (meter) => digit(meter.settings.isAutoRange[side][quantity]),
    }),
  ];
}

function averageCommands(pattern: string, quantity: Quantity): readonly Command[] {
  return [
    command(`${pattern}[:STATe]`, {
      set: (meter, parameters) => {
        meter.settings.average[quantity].isOn = booleanOf(parameters);
      },
      query: (meter) => digit(meter.settings.average[quantity].isOn),
    }),
    command(`${pattern}:COUNt`, {
      set: (meter, parameters) => {
        meter.settings.average[quantity].count = wholeNumberIn(AVERAGE_COUNT, parameters);
      },
      query: (meter, parameters) => String(askedOf(AVERAGE_COUNT, meter.settings.average[quantity].count, parameters)),
    }),
    command(`${pattern}:TCONtrol`, {
      set: (meter, parameters) => {
        meter.settings.average[quantity].kind = wordOf(['REPeat', 'MOVing'], parameters) as 'REP' | 'MOV';
      },
      query: (meter) => meter.settings.average[quantity].kind,
    }),
  ];
}

const OUTPUT_STATE = ':OUTPut[:STATe]';
const outputState = new Header(OUTPUT_STATE);
const reset = new Header('*RST');

/** Whether it switches the output, to whatever. */
export const isSwitching = ({ keywords, isQuery }: MessageUnit): boolean => !isQuery && outputState.matches(keywords);

/** Whether it opens the output. */
export function isOpening(unit: MessageUnit): boolean {
  const { keywords, isQuery, parameters } = unit;
  if (!isQuery && reset.matches(keywords)) return true;
  return isSwitching(unit) && parameters.length === 1 && ['OFF', '0'].includes(parameters[0]!.toUpperCase());
}

const outputCommands: readonly Command[] = [
  command(OUTPUT_STATE, {
    set: (meter, parameters) => (booleanOf(parameters) ? meter.switchOn() : meter.switchOff()),
    query: (meter) => digit(meter.isOn),
  }),
  command(':OUTPut:PROTection:TRIPped', { query: async (meter) => digit((await meter.device.readState()).latched.length > 0) }),
  command(':OUTPut:PROTection:CLEar', {
    set: async (meter) => {
      await meter.device.acknowledge();
    },
  }),
  command(':SOURce:FUNCtion[:MODE]', {
    set: (meter, parameters) => {
      const source = wordOf(QUANTITIES, parameters) as Quantity;
      if (source !== meter.settings.source) meter.requireOff('another source function');
      meter.settings.source = source;
    },
    query: (meter) => meter.settings.source,
  }),
  command(':SOURce:VOLTage:ILIMit[:LEVel]', {
    set: (meter, parameters) => {
      meter.requireOff('another current limit');
      meter.settings.current_A_max = numberIn(currentLimitRange(meter), parameters);
    },
    query: (meter, parameters) => answerOf(askedOf(currentLimitRange(meter), meter.settings.current_A_max, parameters)),
  }),
  command(':SOURce:CURRent:VLIMit[:LEVel]', {
    set: (meter, parameters) => meter.set({ compliance_V: numberIn(complianceRange(meter), parameters) }),
    query: (meter, parameters) => answerOf(askedOf(complianceRange(meter), meter.settings.compliance_V, parameters)),
  }),
];

const readingCommands: readonly Command[] = [
  command(':SENSe:FUNCtion[:ON]', {
    set: (meter, parameters) => {
      meter.settings.sense = wordOf(QUANTITIES, parameters) as Quantity;
    },
    query: (meter) => `"${meter.settings.sense}:DC"`,
  }),
  command(':READ', { query: (meter) => reading(meter, meter.settings.sense) }),
  command(':INITiate[:IMMediate]', { set: initiate }),
  command('*TRG', { set: initiate }),
  command(':ABORt', { set: (meter) => meter.trace.abort() }),
  command(':FORMat[:DATA]', {
    set: (_meter, parameters) => {
      wordOf(['ASCii'], [onlyParameter(parameters)]);
    },
    query: () => 'ASC',
  }),
  command(':TRACe:POINts', {
    set: (meter, parameters) => {
      meter.trace.points = wholeNumberIn(POINTS, parameters);
      meter.trace.clear();
    },
    query: (meter, parameters) => String(askedOf(POINTS, meter.trace.points, parameters)),
  }),
  command(':TRACe:POINts:ACTual', { query: (meter) => String(meter.trace.values.length) }),
  command(':TRACe:CLEar', { set: (meter) => meter.trace.clear() }),
  command(':TRACe:FEED', {
    set: (_meter, parameters) => {
      wordOf(['SENSe'], parameters);
    },
    query: () => 'SENS',
  }),
  command(':TRACe:FEED:CONTrol', {
    set: (meter, parameters) => {
      meter.trace.isFed = wordOf(['NEXT', 'NEVer'], parameters) === 'NEXT';
    },
    query: (meter) => (meter.trace.isFed ? 'NEXT' : 'NEV'),
  }),
  command(':TRACe:DATA', { query: (meter) => traceData(meter) }),
  command(':TRACe:STATistics:AVERage', { query: (meter) => answerOf(meter.trace.statistics().mean) }),
  command(':TRACe:STATistics:STDDev', { query: (meter) => answerOf(meter.trace.statistics().deviation) }),
  command(':TRACe:STATistics:MINimum', { query: (meter) => answerOf(meter.trace.statistics().least) }),
  command(':TRACe:STATistics:MAXimum', { query: (meter) => answerOf(meter.trace.statistics().greatest) }),
];

function initiate(meter: SourceMeter): void {
  const { sense } = meter.settings;
  meter.trace.start(meter.readings, { quantity: sense, count: meter.conversions(sense) }, (error) => meter.fail(error));
}

function traceData({ trace }: SourceMeter): string {
  if (trace.values.length === 0) throw new ScpiError(-230, 'the buffer is empty');
  return trace.values.map(answerOf).join(',');
}

/** Every command there is. */
export const COMMANDS: readonly Command[] = [...MANDATORY_COMMANDS, ...outputCommands, ...readingCommands, ...QUANTITIES.flatMap(commandsOf)];
