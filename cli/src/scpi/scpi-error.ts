/** Errors of SCPI-99, volume 2 chapter 21, and one of our own. */
const TEXTS = {
  [-101]: 'Invalid character',
  [-102]: 'Syntax error',
  [-104]: 'Data type error',
  [-108]: 'Parameter not allowed',
  [-109]: 'Missing parameter',
  [-113]: 'Undefined header',
  [-123]: 'Exponent too large',
  [-131]: 'Invalid suffix',
  [-213]: 'Init ignored',
  [-221]: 'Settings conflict',
  [-222]: 'Data out of range',
  [-224]: 'Illegal parameter value',
  [-230]: 'Data corrupt or stale',
  [-240]: 'Hardware error',
  [-310]: 'System error',
  [-330]: 'Self-test failed',
  [-350]: 'Queue overflow',
  [-360]: 'Communication error',
  [-363]: 'Input buffer overrun',
  101: 'Tripped',
} as const;

export type ErrorNumber = keyof typeof TEXTS;

/** The description may have 255 characters, error and detail together. */
const DETAIL_CHARACTERS_MAX = 200;

/** What a command did wrong; it has had no effect. */
export class ScpiError extends Error {
  override readonly name = 'ScpiError';
  readonly number: ErrorNumber;

  constructor(number: ErrorNumber, detail = '') {
    super(detail === '' ? TEXTS[number] : `${TEXTS[number]};${detail.replaceAll(/["\r\n]/g, ' ').slice(0, DETAIL_CHARACTERS_MAX)}`);
    this.number = number;
  }
}
