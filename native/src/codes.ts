/** 2^32: square sums are carried as two words, because 4096 squares of 32-bit codes take 74 bits. */
export const SQUARE_WORD = 4_294_967_296;

/** Beyond this magnitude a run of 64 leaves the exact integers of a double: (2^23)^2 x 64 = 2^52. */
const NARROW_CODE = 8_388_608;

/** Statistics of a run of codes; the square sum is `square_high * 2^32 + square_low`. */
export interface RunStatistics {
  code_min: number;
  code_max: number;
  code_sum: number;
  square_low: number;
  square_high: number;
}

/** A place for `measureRun` to write to: an object a run would cost more than the run. */
export function emptyRun(): RunStatistics {
  return { code_min: 0, code_max: 0, code_sum: 0, square_low: 0, square_high: 0 };
}

/** Measures `codes[from_index]` to `codes[to_index - 1]`, 1 to 64 codes, exactly. */
export function measureRun(run: RunStatistics, codes: Int32Array, from_index: number, to_index: number): void {
  let code_min = codes[from_index]!;
  let code_max = code_min;
  let code_sum = 0;
  let square_sum = 0;
  for (let index = from_index; index < to_index; index += 1) {
    const code = codes[index]!;
    if (code < code_min) code_min = code;
    if (code > code_max) code_max = code;
    // 64 x 2^23 fits an int32: the sum stays in integer registers. A wider run is measured again below.
    code_sum = (code_sum + code) | 0;
    square_sum += code * code;
  }
  run.code_min = code_min;
  run.code_max = code_max;
  if (!(-NARROW_CODE <= code_min && code_max <= NARROW_CODE)) {
    measureWideSums(run, codes, from_index, to_index);
    return;
  }
  run.code_sum = code_sum;
  run.square_high = Math.floor(square_sum / SQUARE_WORD);
  run.square_low = square_sum - run.square_high * SQUARE_WORD;
}

/** A code is upper x 2^16 + lower, its square upper^2 x 2^32 + upper lower x 2^17 + lower^2: every sum below stays under 2^53. */
function measureWideSums(run: RunStatistics, codes: Int32Array, from_index: number, to_index: number): void {
  let code_sum = 0;
  let upper = 0;
  let mixed = 0;
  let lower = 0;
  for (let index = from_index; index < to_index; index += 1) {
    const code = codes[index]!;
    const high = code >> 16;
    const low = code & 0xffff;
    code_sum += code;
    upper += high * high;
    mixed += high * low;
    lower += low * low;
  }
  // mixed x 2^17 has up to 55 bits: what lies above 2^32 goes to the upper word.
  const mixed_upper = Math.floor(mixed / 32_768);
  run.code_sum = code_sum;
  run.square_high = upper + mixed_upper;
  run.square_low = (mixed - mixed_upper * 32_768) * 131_072 + lower;
}
