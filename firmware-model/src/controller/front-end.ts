import { FRONT_END_KEY, REGISTER } from '../board/registers.ts';
import type { Firmware } from './firmware.ts';

/**
 * Sets the front end of the interlock path up: at every start, and again once its loss was told. Otherwise row 29 would stay present
 * for ever, and neither an acknowledge nor an arm could be taken until the processor is started anew.
 */
export function setUpFrontEnd({ registers }: Pick<Firmware, 'registers'>): void {
  registers[REGISTER.FRONT_END] = FRONT_END_KEY;
}
