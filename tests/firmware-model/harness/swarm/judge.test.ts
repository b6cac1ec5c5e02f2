import { createController } from '@nanobias/firmware-model';
import type { Controller, ControllerParts } from '@nanobias/firmware-model';
import { WORD, bitOf } from '@nanobias/firmware-model/interlock';
import { SwarmRun, judgedHealing, viewsOf } from '@nanobias/firmware-model/swarm';
import type { Scheduled } from '@nanobias/firmware-model/swarm';
import { describe, expect, it } from 'vitest';

const MODE_SAFE = 3;
const MODE_TRIPPED = 8;
const MODE_HARD_FAULT = 9;
const EXCESS_CHARGE = 7;
const LEASE_LAPSED = 9;
const SWITCH_WELDED = 34;
const TEMPERATURE = 46;
const FREEZE_IS_HELD = 1;
const LIMITS = {
  bias_uV_max: 4_600_000, slew_nV_per_s_max: 1_000_000_000, anode_uV_vs_li: 0, is_field_override: true, is_formed: false, lnmo_on: 1, lipon_thickness_nm: 100,
  lnmo_thickness_nm: 500, area_nm2: 10_000_000, short_current_fA_max: 3_000_000, field_V_per_cm_max: 500_000, declared_damage_ppt: 1500,
} as const;
const CONFIGURATION = {
  seed: 5, preset: 'lipon-100nm', cell: { grid_count: 12, anode: 'lithium', lithium_initial_ratio: 1.0075 }, board: { tick_us: 1000 }, ports_count: 1, lease_us: 5_000_000, limits: LIMITS,
  isTickByTick: false,
} as const;

const request = (tick: number, body: Extract<Scheduled['action'], { kind: 'request' }>['body'], fill: Readonly<Record<string, number>> = {}): Scheduled => ({
  tick, action: { kind: 'request', port: 0, body, fill, ...('expected_epoch' in fill ? { within_us: 1_000_000 } : {}) },
});

/** From the start to an output that is on, at a control rate of 1 kHz: it is in tick 700. */
const WAY: readonly Scheduled[] = [
  { tick: 50, action: { kind: 'attach', port: 0 } },
  { tick: 50, action: { kind: 'hello', port: 0 } },
  request(55, { kind: 'acquire_lease', lease_us: 5_000_000 }),
  request(60, { kind: 'stage_limits', limits: LIMITS }),
  request(65, { kind: 'commit_limits' }, { digest: 0 }),
  request(70, { kind: 'arm' }, { limits_digest: 0, lease_epoch: 0 }),
  request(450, { kind: 'get_state' }),
  request(460, { kind: 'enable' }, { lease_epoch: 0, expected_epoch: 0, token: 0, limits_digest: 0 }),
];
const ON_TICK = 900;

function on(firmware?: (parts: ControllerParts) => Controller): SwarmRun {
  const run = new SwarmRun(CONFIGURATION, firmware === undefined ? {} : { firmware });
  run.follow(WAY, ON_TICK);
  expect([run.isOn, run.violation]).toEqual([true, undefined]);
  return run;
}

function onAt10kHz(firmware?: (parts: ControllerParts) => Controller): SwarmRun {
  const run = new SwarmRun({ ...CONFIGURATION, board: {} }, firmware === undefined ? {} : { firmware });
  run.follow(WAY.map((scheduled) => ({ ...scheduled, tick: 10 * scheduled.tick })), 10 * ON_TICK);
  expect([run.isOn, run.violation]).toEqual([true, undefined]);
  return run;
}

/** Our firmware, whose sum of what lay beyond the limit of the current begins anew with every good sample. */
function forgiving(parts: ControllerParts): Controller {
  const controller = createController(parts);
  const { state } = viewsOf(parts);
  return {
    boot: () => controller.boot?.(),
    isr: () => {
      controller.isr();
      if (state[WORD.OVER_CURRENT_COUNT] === 0) state[WORD.EXCESS_SUM_COUNT] = 0;
    },
    runTasks: () => controller.runTasks(),
  };
}

/** Our firmware, whose flash takes a word in every so many ticks. */
function leisurely(every_ticks: number): (parts: ControllerParts) => Controller {
  return (parts) => {
    const flash = parts.flash!;
    const ticks = parts.arena.f64('test.ticks');
    const slow = {
      pages_count: flash.pages_count, page_words: flash.page_words,
      get isBusy() { return flash.isBusy; },
      erase: (page_index: number) => flash.erase(page_index),
      program: (page_index: number, word_index: number, value: number) => ticks[0]! % every_ticks === 0 && flash.program(page_index, word_index, value),
      read: (page_index: number, word_index: number) => flash.read(page_index, word_index),
    };
    const controller = createController({ ...parts, flash: slow });
    return {
      boot: () => controller.boot?.(),
      isr: () => {
        ticks[0] = ticks[0]! + 1;
        controller.isr();
      },
      runTasks: () => controller.runTasks(),
    };
  };
}

/** Our firmware, with something done to its frame of the first fault before every interrupt and after every start. */
function framing(beforeInterrupt: (freeze: Float64Array) => void, afterBoot: (freeze: Float64Array) => void = () => undefined): (parts: ControllerParts) => Controller {
  return (parts) => {
    const controller = createController(parts);
    const { freeze } = viewsOf(parts);
    return {
      boot: () => {
        controller.boot?.();
        afterBoot(freeze);
      },
      isr: () => {
        beforeInterrupt(freeze);
        controller.isr();
      },
      runTasks: () => controller.runTasks(),
    };
  };
}

/** Trips by the thermometer, then by a switch that leaks, and has the button pressed twice. */
function trippedTwice(firmware?: (parts: ControllerParts) => Controller): SwarmRun {
  const run = on(firmware);
  run.perform({ kind: 'fault', id: 'thermometer.warm', numbers: [60_000] });
  run.advance(ON_TICK + 100);
  run.perform({ kind: 'fault', id: 'switch.leaks', numbers: [1000] });
  run.advance(ON_TICK + 3100);
  for (const end_tick of [ON_TICK + 3600, ON_TICK + 4100]) {
    run.perform({ kind: 'clear faults' });
    run.perform({ kind: 'local reset' });
    run.advance(end_tick);
  }
  return run;
}

/** One sample of the current beyond its limit every 5 ms, too few for any row but that of the charge. */
function flickered(firmware?: (parts: ControllerParts) => Controller): SwarmRun {
  const run = onAt10kHz(firmware);
  for (let count = 0; count < 24 && run.isOn && run.violation === undefined; count += 1) {
    run.perform({ kind: 'fault', id: 'adc.current.stuck', numbers: [30_000] });
    run.advance(run.device.tick + 1);
    run.perform({ kind: 'clear faults' });
    run.advance(run.device.tick + 49);
  }
  return run;
}

describe('the judge of a swarm', () => {
  it('holds T10 where a current flickers, by what lay beyond the limit in 100 ms', () => {
    const sound = flickered();
    expect(sound.violation).toBeUndefined();
    expect(sound.judge.views.state[WORD.LATCH_FIRST]).toBe(EXCESS_CHARGE);
    expect(flickered(forgiving).violation?.property).toBe('T10');
  });

  it('holds T10 also of codes that came within ticks that were taken together', () => {
    const run = onAt10kHz(forgiving);
    run.perform({ kind: 'fault', id: 'adc.current.stuck', numbers: [30_000] });
    run.advance(run.device.tick + 1);
    run.device.board.stretch.currents_code.fill(30_000, 0, 2);
    const before = run.judge.seen.flicker.sum_count;
    run.judge.look(3);
    expect(run.judge.seen.flicker.sum_count - before).toBeGreaterThan(40_000);
  });

  it('counts for T2 no tick before the one in which a cause has gone, however many were taken together', () => {
    const run = onAt10kHz();
    run.perform({ kind: 'fault', id: 'adc.current.stuck', numbers: [30_000] });
    run.advance(run.device.tick + 300);
    const { seen, views: { state } } = run.judge;
    const gone_ticks = [true, false, false, true].map((isPresent) => {
      state[WORD.CAUSES_PRESENT] = isPresent ? bitOf(state[WORD.LATCH_FIRST]!) : 0;
      run.judge.served(500);
      return seen.gone_ticks;
    });
    expect([state[WORD.MODE], gone_ticks]).toEqual([MODE_TRIPPED, [0, 1, 501, 0]]);
  });

  it('bears a start that does not know of a trip whose record was cut in its first word', () => {
    const { field_V_per_cm_max: _, declared_damage_ppt: __, ...plain } = LIMITS;
    const limits = { ...plain, lipon_thickness_nm: 500, is_field_override: false };
    const run = new SwarmRun({ ...CONFIGURATION, seed: 230, preset: 'default', cell: { grid_count: 12, anode: 'lithium', lithium_initial_ratio: 0.895 }, board: { slow_Hz: 2 }, limits });
    run.follow([
      { tick: 85_046, action: { kind: 'fault', id: 'switch.leaks', numbers: [500] } }, { tick: 92_523, action: { kind: 'fault', id: 'flash.cut', numbers: [1, 0.014] } },
    ], 135_000);
    expect([run.mode, run.truth.isProcessorRunning]).toEqual([MODE_HARD_FAULT, false]);
    run.advance(141_000);
    expect([run.mode, run.violation]).toEqual([MODE_SAFE, undefined]);
  });

  it.each([['a welded switch', [SWITCH_WELDED, TEMPERATURE], true, true], ['the temperature alone', [TEMPERATURE], false, true], ['no trip', [], false, false]] as const)(
    'asks after a cut of the supply for what leaves the latch that the record tells of: %s',
    (_name, causes, isResetOwed, isAcknowledgeOwed) => {
      const { oracle } = new SwarmRun(CONFIGURATION).judge;
      Object.assign(oracle.memory, { owesLocalReset: true, owesAcknowledge: true });
      oracle.remembersTrip(causes);
      expect([oracle.memory.owesLocalReset, oracle.memory.owesAcknowledge]).toEqual([isResetOwed, isAcknowledgeOwed]);
    },
  );

  it('holds T9 from the tick of the trip on, and over a reset', () => {
    const sound = trippedTwice();
    expect([sound.mode, sound.violation]).toEqual([MODE_TRIPPED, undefined]);
    const held = (is: 0 | 1) => (freeze: Float64Array) => { freeze[FREEZE_IS_HELD] = is; };
    expect(trippedTwice(framing(held(1))).violation?.property).toBe('T9');
    expect(trippedTwice(framing(held(0))).violation?.property).toBe('T9');
    expect(trippedTwice(framing(() => undefined, (freeze) => void freeze.fill(0))).violation?.property).toBe('T9');
  });

  it('holds S6: a queue that counts more than it has places for is named', () => {
    const run = new SwarmRun({ ...CONFIGURATION, ports_count: 2 });
    const counts = [
      ['interlock.state', WORD.LATCH_COUNT, 8], ['controller.tx', 1, 16], ['controller.waiters_count', 0, 8], ['controller.stream_counts', 0, 4], ['controller.stream_counts', 1, 4],
      ['port.received_state', 1, 4096], ['port.sent_state', 1, 16_384], ['port_1.received_state', 1, 4096], ['port_1.sent_state', 1, 16_384],
    ] as const;
    for (const [name, index, places_count] of counts) {
      const { offset_bytes, length } = run.device.arena.fields.find((field) => field.name === name)!;
      const words = new Int32Array(run.device.arena.words.buffer, offset_bytes, length);
      const before = run.judge.violations.length;
      for (const [count, details] of [[places_count, []], [places_count + 1, [`${name} holds ${places_count + 1} in ${places_count} places`]]] as const) {
        words[index] = count;
        run.judge.look(1);
        expect(run.judge.violations.slice(before).map(({ detail }) => detail)).toEqual(details);
      }
      words[index] = 0;
      run.judge.oracle.violations.length = 0;
    }
  });

  it.each([['the causes that are latched', {}, { causes: 0 }, undefined], ['another cause', { causes: [2] }, {}, 'T2'], ['one cause more', { causes: [LEASE_LAPSED, 2] }, {}, 'T2']] as const)(
    'takes for an acknowledge of a trip one that names %s: %s',
    (_title, named, fill, property) => {
      const run = on();
      const LAPSED_TICK = ON_TICK + 6000;
      run.follow([
        request(LAPSED_TICK, { kind: 'acquire_lease', lease_us: 5_000_000 }),
        request(LAPSED_TICK + 10, { kind: 'get_state' }),
        request(LAPSED_TICK + 1100, { kind: 'acknowledge', ...named }, { fault_nonce: 0, lease_epoch: 0, ...fill }),
      ], LAPSED_TICK + 1101);
      const { state } = run.judge.views;
      expect([state[WORD.MODE], state[WORD.LATCH_FIRST], run.violation]).toEqual([MODE_TRIPPED, LEASE_LAPSED, undefined]);
      state[WORD.MODE] = MODE_SAFE;
      run.judge.look(1);
      expect(run.violation?.property).toBe(property);
    },
  );

  it('gives an admission that ends at 100 kHz the time that the switches need', () => {
    const lease_us = 500_000;
    const limits = { ...LIMITS, lipon_thickness_nm: 500, area_nm2: 500_000 };
    const run = new SwarmRun({ ...CONFIGURATION, preset: 'lamella', cell: { ...CONFIGURATION.cell, lithium_initial_ratio: 1.13 }, board: { tick_us: 10 }, lease_us, limits });
    const step = { kind: 2, bias_uV: 4_300_000, slew_nV_per_s: 10_000_000, duration_us: 60_000_000 };
    run.follow([
      { tick: 5000, action: { kind: 'attach', port: 0 } },
      { tick: 5000, action: { kind: 'hello', port: 0 } },
      request(5300, { kind: 'acquire_lease', lease_us }),
      request(5300, { kind: 'stage_limits', limits }),
      request(5350, { kind: 'commit_limits' }, { digest: 0 }),
      request(5400, { kind: 'upload_step', program_id: 1, step_index: 0, step_count: 1, step }, { lease_epoch: 0 }),
      request(5400, { kind: 'arm' }, { limits_digest: 0, lease_epoch: 0 }),
      request(40_450, { kind: 'enable', autonomous_us_max: 1_500_000, autonomous_fC_max: 1_000_000_000 }, { lease_epoch: 0, expected_epoch: 0, token: 0, limits_digest: 0 }),
      request(55_450, { kind: 'start_program', program_id: 1 }, { lease_epoch: 0, expected_epoch: 0, program_digest: 0 }),
    ], 180_000);
    expect([run.isOn, run.violation]).toEqual([true, undefined]);
    run.advance(195_000);
    expect([run.isOn, run.violation]).toEqual([false, undefined]);
  });

  it.each([[1, undefined], [2, undefined], [6, 'L3']] as const)('holds L3 where the flash takes a word every %i ticks: %s', (every_ticks, property) => {
    const run = onAt10kHz(leisurely(every_ticks));
    run.perform({ kind: 'hang up', port: 0 });
    run.advance(run.device.tick + 60);
    expect([run.mode, run.violation?.property]).toEqual([MODE_TRIPPED, property]);
  });

  it('holds L1 where a measured trip outlived the limits that it was held against', () => {
    const run = on();
    run.perform({ kind: 'fault', id: 'adc.current.saturated', numbers: [] });
    run.advance(ON_TICK + 100);
    run.perform({ kind: 'fault', id: 'processor.stall', numbers: [44] });
    judgedHealing(run, CONFIGURATION);
    expect([run.isOn, run.violation]).toEqual([true, undefined]);
  });

  it('demands no output of a film that a leak has turned round, which no controller may connect', () => {
    const lamella = { ...CONFIGURATION, preset: 'lamella' } as const;
    const run = new SwarmRun(lamella);
    for (const [id, number] of [['switch.leaks', 500], ['dac.offset', -50_000]] as const) run.perform({ kind: 'fault', id, numbers: [number] });
    run.advance(5000);
    expect(run.truth.voltage_V).toBeLessThan(-0.3);
    judgedHealing(run, lamella);
    expect([run.mode, run.violation]).toEqual([MODE_HARD_FAULT, undefined]);
  });

  it('holds no reply that was on its way over a start against the clock from there', () => {
    const run = on();
    run.perform({ kind: 'request', port: 0, body: { kind: 'get_state' }, fill: {} });
    const [asked] = run.hosts[0]!.memory.asked.slice(-1);
    run.advance(ON_TICK + 2);
    run.perform({ kind: 'local reset' });
    run.advance(ON_TICK + 10);
    expect([run.isAnswered(asked!.request_id), run.violation]).toEqual([true, undefined]);
  });

  it('takes the catalogue\'s reset for the button on the instrument, which lifts a hard fault and sets the clock to 0', () => {
    const run = on();
    run.perform({ kind: 'fault', id: 'film.short', numbers: [1] });
    run.advance(ON_TICK + 100);
    expect(run.mode).toBe(MODE_HARD_FAULT);
    run.perform({ kind: 'clear faults' });
    run.perform({ kind: 'fault', id: 'processor.reset', numbers: [] });
    judgedHealing(run, CONFIGURATION);
    expect([run.isOn, run.violation]).toEqual([true, undefined]);
  });
});
