import type { Device } from '@nanobias/firmware-model';
import type { Dice } from '@nanobias/firmware-model/swarm';

/** Everything that draws by chance goes on differently from here; noise that was drawn ahead is dropped. */
export function giveOtherNoise({ arena }: Device, dice: Dice): void {
  const { fields, words } = arena;
  for (const { name, offset_bytes, length } of fields) {
    if (!name.startsWith('chance.')) continue;
    for (let index = 0; index < length; index += 1) words[offset_bytes / Int32Array.BYTES_PER_ELEMENT + index]! ^= dice.next();
  }
  const place = fields.find(({ name }) => name === 'noise.position');
  const block = fields.find(({ name }) => name === 'noise.block');
  if (place === undefined || block === undefined) throw new Error('the noise is drawn ahead elsewhere');
  words[place.offset_bytes / Int32Array.BYTES_PER_ELEMENT] = block.length;
}
