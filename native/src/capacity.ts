/** Blocks that wait unless told otherwise: 4096 blocks of 1024 samples are 7 minutes at 10 kS/s and 16 MiB. */
const BLOCKS_MAX = 4096;

/** How many blocks a sampler may keep waiting. @throws RangeError when that is no positive integer */
export function blocksMax(blocks_max = BLOCKS_MAX): number {
  if (!(Number.isInteger(blocks_max) && 1 <= blocks_max && blocks_max <= 0xffff_ffff)) throw new RangeError(`blocks_max must be a positive integer, got ${blocks_max}`);
  return blocks_max;
}
