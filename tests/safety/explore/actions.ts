import { LATCH_COUNT_MAX, WORD, isEnergised } from '@nanobias/firmware-model/interlock';
import type { AbstractDevice } from './device.ts';
import { LOOSE_DIGEST, TIGHT_DIGEST } from './device.ts';
import { CONNECTION, ENVIRONMENT, ME, NOBODY, OTHER } from './memory.ts';
import { DAC } from './slice.ts';
import type { Slice } from './slice.ts';

const { READBACK, HOLDER, IS_LINKED, COMMITTED, CONNECTION: CONNECTING, TOKEN, NONCE, DAC: DAC_CODE } = ENVIRONMENT;

/** What a host, or the hand at the plug, does between two ticks. */
export type ActionName =
  | 'acquire' | 'renew' | 'release' | 'newSession' | 'commitLoose' | 'commitTight' | 'arm' | 'armWrongDigest' | 'enable' | 'enableUsedToken' | 'rampInside'
  | 'rampLoose' | 'rampBeyond' | 'disable' | 'disableSoftly' | 'stop' | 'acknowledge' | 'acknowledgeWrongFault' | 'acknowledgeOldNonce' | 'bye' | 'hangUp' | 'plugIn';

/** Carries an action out; false when it is refused, in which case it must have changed nothing. */
type Action = (device: AbstractDevice) => boolean;

/** Causes that are latched, without an array a call. */
const named: number[] = [];

export const ACTIONS: Readonly<Record<ActionName, Action>> = {
  acquire: ({ memory, slice }) => {
    const { environment, interlock } = memory;
    if (environment[IS_LINKED] === 0 || environment[HOLDER] === OTHER) return false;
    environment[HOLDER] = ME;
    interlock.state[WORD.LEASE_TICKS] = slice.lease_ticks;
    return true;
  },
  renew: (device) => command(device, () => true),
  release: (device) => {
    if (!device.isCommandTaken || isEnergised(device.memory.interlock)) return false;
    device.loseLease();
    return true;
  },
  // A hello begins a session: the lease stays with the session that took it, and lapses.
  newSession: ({ memory: { environment } }) => {
    if (environment[IS_LINKED] === 0 || environment[HOLDER] !== ME) return false;
    environment[HOLDER] = OTHER;
    return true;
  },
  commitLoose: (device) => commit(device, LOOSE_DIGEST),
  commitTight: (device) => commit(device, TIGHT_DIGEST),
  arm: (device) => command(device, () => startArming(device, device.memory.environment[COMMITTED]!)),
  armWrongDigest: (device) => command(device, () => startArming(device, 3 - device.memory.environment[COMMITTED]!)),
  enable: (device) => command(device, () => startConnecting(device, device.memory.environment[TOKEN]!)),
  enableUsedToken: (device) => command(device, () => startConnecting(device, 3 - device.memory.environment[TOKEN]!)),
  rampInside: (device) => command(device, () => ramp(device, DAC.INSIDE)),
  rampLoose: (device) => command(device, () => ramp(device, DAC.LOOSE)),
  rampBeyond: (device) => command(device, () => ramp(device, DAC.BEYOND)),
  disable: linked((device) => {
    device.open('open');
    return true;
  }),
  disableSoftly: linked((device) => {
    const isConnected = device.memory.environment[READBACK] !== 0;
    if (isConnected && device.transition('rampDown')) return true;
    device.open('open');
    return true;
  }),
  stop: linked((device) => {
    device.open('stop');
    return true;
  }),
  acknowledge: (device) => command(device, () => acknowledge(device, latched(device), device.memory.environment[NONCE]!)),
  acknowledgeWrongFault: (device) => command(device, () => acknowledge(device, [], device.memory.environment[NONCE]!)),
  acknowledgeOldNonce: (device) => command(device, () => acknowledge(device, latched(device), 3 - device.memory.environment[NONCE]!)),
  bye: linked((device) => {
    if (device.memory.environment[HOLDER] !== ME) return false;
    device.open('open');
    device.memory.environment[HOLDER] = NOBODY;
    device.memory.interlock.state[WORD.LEASE_TICKS] = -1;
    return true;
  }),
  hangUp: ({ memory: { environment } }) => {
    if (environment[IS_LINKED] === 0) return false;
    environment[IS_LINKED] = 0;
    return true;
  },
  plugIn: ({ memory: { environment } }) => {
    if (environment[IS_LINKED] === 1) return false;
    environment[IS_LINKED] = 1;
    // A host that comes back begins a session of its own.
    if (environment[HOLDER] === ME) environment[HOLDER] = OTHER;
    return true;
  },
};

const OF_RAMPS: readonly ActionName[] = ['rampInside', 'rampLoose', 'rampBeyond', 'commitTight'];
const BRIEF: readonly ActionName[] = ['acquire', 'commitLoose', 'arm', 'enable', 'disable', 'stop', 'acknowledge', 'acknowledgeWrongFault'];

/** Actions of a slice. */
export function actionsOf({ hasRamps, isHostBrief = false }: Slice): readonly ActionName[] {
  if (isHostBrief) return BRIEF;
  const names = Object.keys(ACTIONS) as ActionName[];
  return hasRamps ? names : names.filter((name) => !OF_RAMPS.includes(name));
}

function linked(action: Action): Action {
  return (device) => device.memory.environment[IS_LINKED] === 1 && action(device);
}

/** A command of the holder; one that gets through proves that he is there. */
function command(device: AbstractDevice, carryOut: () => boolean): boolean {
  if (!device.isCommandTaken || !carryOut()) return false;
  device.memory.interlock.state[WORD.LEASE_TICKS] = device.slice.lease_ticks;
  return true;
}

function commit(device: AbstractDevice, digest: number): boolean {
  const { environment, interlock } = device.memory;
  const { mode } = device;
  if (environment[IS_LINKED] === 0 || environment[HOLDER] === OTHER) return false;
  if (device.bodies.following(mode, 'commitLimits') === 'reject' || environment[CONNECTING] === CONNECTION.CLOSING) return false;
  const mayLoosen = mode === 'SAFE' || mode === 'LIMITS_SET';
  const isTightening = environment[COMMITTED] !== 0 && environment[COMMITTED]! <= digest;
  if (!mayLoosen && !isTightening) return false;
  device.putLimitsInForce(digest);
  environment[CONNECTING] = CONNECTION.IDLE;
  device.bodies.voidToken(interlock);
  device.transition('commitLimits');
  if (isEnergised(interlock) && device.bodies.gateVerdict(interlock, environment[DAC_CODE]!) === 'refused') device.open('open');
  return true;
}

function startArming(device: AbstractDevice, digest: number): boolean {
  const { environment } = device.memory;
  const isFree = environment[CONNECTING] === CONNECTION.IDLE;
  if (device.bodies.following(device.mode, 'arm') === 'reject' || environment[COMMITTED] === 0 || environment[COMMITTED] !== digest || !isFree) return false;
  environment[CONNECTING] = CONNECTION.MEASURING_TO_ARM;
  return true;
}

function startConnecting(device: AbstractDevice, token: number): boolean {
  const { environment, interlock } = device.memory;
  if (device.bodies.following(device.mode, 'close') === 'reject' || environment[COMMITTED] === 0) return false;
  if (!device.bodies.isTokenGood(interlock, token, environment[COMMITTED]!) || environment[CONNECTING] !== CONNECTION.IDLE) return false;
  device.bodies.voidToken(interlock);
  environment[CONNECTING] = CONNECTION.MEASURING;
  return true;
}

function ramp(device: AbstractDevice, code: number): boolean {
  const { environment } = device.memory;
  return device.mode === 'ON' && environment[CONNECTING] === CONNECTION.IDLE && device.putOut(code);
}

function acknowledge(device: AbstractDevice, causes: readonly number[], nonce: number): boolean {
  const { environment, interlock } = device.memory;
  if (device.bodies.acknowledgeVerdict(interlock, { causes, nonce, isSwitchOpen: environment[READBACK] === 0 }) !== 'accepted') return false;
  device.bodies.releaseLatch(interlock);
  device.transition('acknowledge');
  return true;
}

function latched({ memory: { interlock: { state } } }: AbstractDevice): readonly number[] {
  named.length = 0;
  for (let index = 0; index < Math.min(state[WORD.LATCH_COUNT]!, LATCH_COUNT_MAX); index += 1) named.push(state[WORD.LATCH_FIRST + index]!);
  return named;
}
