import { REGISTER, injectFault } from '@nanobias/firmware-model';
import type { SimulationOptions } from '@nanobias/firmware-model';
import { MODE, WORD } from '@nanobias/firmware-model/interlock';
import { stateWords } from '@nanobias/firmware-model/swarm';
import { EventKind } from '@nanobias/proto';
import type { RequestBody } from '@nanobias/proto';
import { Still } from '../fault-matrix/still.ts';

type Firmware = SimulationOptions['firmware'];

export interface Found {
  /** Runs until it was found, that one among them. */
  readonly runs: number;
  readonly sign: string;
}

const SWITCHES_BOTH = 3;
/** A sense lead that is off by 92 mV: row 22, with a value and a limit. */
const OFFSET_CODE = 300;
const TOLD_TICKS = 400;
/** A record is sixteen words, the seal its last. */
const OPERATIONS = [1, 8, 14, 15, 16] as const;
const PARTS = [0.3, 0.6] as const;
/** The cut, a second without supply, and a boot with its erase. */
const RESTART_TICKS = 11_500;
const ANSWER_TICKS = 5000;

/** A trip of the log says what was seen and what it was held against. */
export function muteTrip(firmware: Firmware): Found | undefined {
  const { host } = trippedBy(new Still('hold', { firmware }));
  const told = host.eventsOf(EventKind.TRIPPED).at(-1);
  const isTelling = told !== undefined && told.cause !== 0 && told.value !== undefined && told.limit !== undefined;
  return isTelling ? undefined : { runs: 1, sign: `a trip that says ${JSON.stringify(told ?? null)}` };
}

/** Whatever operation of the flash the supply is cut in, and however far that has come: what has tripped comes up latched. */
export function lostLatch(firmware: Firmware): Found | undefined {
  const still = new Still('hold', { firmware });
  const state = stateWords(still.host.device);
  let runs = 0;
  for (const operation of OPERATIONS) {
    for (const part of PARTS) {
      runs += 1;
      still.begin(runs);
      still.host.device.faults.instrument.cutSupplyInFlash(operation, part);
      injectFault(still.host.device, 'adc.voltage.offset', [OFFSET_CODE]);
      still.host.run(RESTART_TICKS);
      const isHeld = state[WORD.MODE] === MODE.TRIPPED || state[WORD.MODE] === MODE.HARD_FAULT;
      if (!isHeld) return { runs, sign: `T2: mode ${state[WORD.MODE]!} after a cut in operation ${operation}, ${part} of it done` };
    }
  }
  return undefined;
}

/** Each answer is of its own request, also where one of them waits for the device. */
export function strayAnswer(firmware: Firmware): Found | undefined {
  const { host } = new Still('off', { firmware });
  const { limits_digest } = host.state;
  const asked = new Map<number, RequestBody['kind']>();
  const ask = (body: RequestBody): void => void asked.set(host.send(body), body.kind);
  ask({ kind: 'arm', limits_digest: limits_digest ?? 0, lease_epoch: host.lease_epoch });
  for (let index = 0; index < 3; index += 1) ask({ kind: 'get_capabilities' });
  host.run(ANSWER_TICKS);
  for (const { request_id, body } of host.replies) {
    const kind = asked.get(request_id);
    const isItsOwn = body === undefined || (kind === 'arm' ? body.kind === 'arm_grant' : body.kind === 'capabilities');
    if (!isItsOwn) return { runs: 1, sign: `T6: ${kind ?? 'nothing'} was answered with ${body.kind}` };
  }
  return host.replies.length === asked.size ? undefined : { runs: 1, sign: `T6: ${host.replies.length} answers to ${asked.size} requests` };
}

function trippedBy(still: Still): Still {
  const { host } = still;
  injectFault(host.device, 'adc.voltage.offset', [OFFSET_CODE]);
  for (let ticks = 0; ticks < TOLD_TICKS && host.registers[REGISTER.SWITCH_REQUEST] === SWITCHES_BOTH; ticks += 1) host.run(1);
  host.run(TOLD_TICKS);
  return still;
}
