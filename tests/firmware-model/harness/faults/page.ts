// Writes docs/faults.md from the catalogue: `npm run -s faults`.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CATALOGUE, isAfterAnswer } from '@nanobias/firmware-model';
import type { Detection, Fault } from '@nanobias/firmware-model';
import { causeName } from '@nanobias/proto';

export const PAGE_PATH = fileURLToPath(new URL('../../../../docs/faults.md', import.meta.url));

const HEAD = [
  '# Faults', '',
  'Made from the catalogue in `firmware-model/src/harness/faults` by `npm run -s faults`; a test holds the two against each other.', '',
  'Everything that can be made wrong with a simulated instrument, with its numbers, and what is expected of it while the output is on and while it',
  'is off. The truth stays as it is: a fault of a converter changes what the firmware reads, never what the specimen does. `npm run -s fault-matrix`',
  'holds every fault of the instrument against what is expected here, in every scene; the wire\'s are held against it by',
  '`tests/firmware-model/harness/wire`, the flash\'s by `npm run -s power`. Times hold at the default rates, 10 kHz of the interlock path and 10 Hz of',
  'the slow path: the 200 ms of a stuck bit are two windows of 1000 codes, the second of a frozen slow channel is ten conversions.', '',
  '```sh',
  'npm run -s nanobias -- serve --tcp 127.0.0.1:5555 &',
  'npm run -s nanobias -- fault list',
  'npm run -s nanobias -- fault inject tcp:127.0.0.1:5555 adc.voltage.offset offset_code=2000',
  'npm run -s nanobias -- fault inject tcp:127.0.0.1:5555 none',
  '```', '',
  'Each can be made in process, by `injectFault(device, id, numbers)`, and asked for over the wire, by `nanobias fault inject` or',
  '`device.injectFault(id, numbers)` of the SDK; the [live page](live-page.md) offers all of them. A controller that is no simulation answers',
  'UNIMPLEMENTED. Over the wire a fault lasts as long as its numbers say, else until `none` (in process `clearFaults(device)`) takes all of them back.',
  'Those marked *after the answer* stop the firmware in the middle of what it does, or the wire by which they are asked for: they come between two',
  'ticks, once the answer has arrived, or after a second in which it has not.', '',
  'Faults of the link and of the host befall the first port of the device: the first client that came to `serve --tcp`, whoever opens the terminal of',
  '`serve --pty`. They stay for the next client there. Whoever asks from another port keeps a sound link, and can take them back: `nanobias fault` never',
  'comes by the first port of `serve --tcp`. Delays and durations are of the device\'s time. A pseudo-terminal cannot be closed from the device\'s side: after',
  '`link.hang-up` the device has lost its host there, and whatever is sent next comes from one without a session.', '',
  '## What may come together', '',
  'Two faults of one place exclude each other, but for those of the wire. Two that blind both layers at once (a comparator, and a switch whose fault is',
  'borne) are a double fault that no instrument is built for. Two of which each takes the output away by itself (supply, processor) would show nothing.',
  '`checkCombination(ids)` refuses the rest by name.', '',
] as const;

/** The page as it must stand in docs/faults.md. */
export function faultsPage(): string {
  const places = [...new Set(CATALOGUE.map(({ place }) => place))];
  const sections = places.flatMap((place) => [
    `## ${place[0]!.toUpperCase()}${place.slice(1)}`, '', '| fault | numbers | row of [hazards](hazards.md) | while on | while off |', '|---|---|---|---|---|',
    ...CATALOGUE.filter((fault) => fault.place === place).map(rowOf), '',
  ]);
  return [...HEAD, ...sections].join('\n');
}

function rowOf(fault: Fault): string {
  const numbers = fault.parameters.map(({ name, min, max }) => `\`${name}\` ${min} to ${max}`).join(', ');
  const name = `\`${fault.id}\`${isAfterAnswer(fault) ? ' *after the answer*' : ''}`;
  return `| ${name} | ${numbers || '-'} | ${fault.row} | ${whileOnOf(fault)} | ${textOf(fault.whileOff)} |`;
}

function whileOnOf({ whileOn, whileMoving }: Fault): string {
  return whileMoving === undefined ? textOf(whileOn) : `${textOf(whileOn)}; while the bias moves or a current is regulated ${textOf(whileMoving)}`;
}

function textOf(detection: Detection): string {
  if (detection.kind === 'refuses') return 'an arm is refused';
  if (detection.kind === 'accepted') return `borne: ${detection.reason}`;
  return `opens within ${detection.bound_us} us: ${detection.causes.map((cause) => causeName(cause)).join(', ')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(PAGE_PATH, faultsPage());
