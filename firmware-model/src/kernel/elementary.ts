/**
 * Elementary functions of the model's state path.
 *
 * The language leaves the last digits of Math.exp and its relatives to the engine, so that a run would not repeat on
 * another version. These use additions, multiplications, divisions and the exactly rounded Math.sqrt alone.
 * Accuracy: about 2 units in the last place.
 */

/** ln 2 in two parts; the upper one has 32 trailing zero bits, so that k times it is exact. */
const LN2_UPPER = 6.93147180369123816490e-1;
const LN2_LOWER = 1.90821492927058770002e-10;
const LN2_INVERSE = 1.4426950408889634;
/** Beyond these the result is infinite or below the smallest number. */
const EXPONENT_MAX = 709.782712893384;
const EXPONENT_MIN = -745.1332191019412;

const BINARY_EXPONENT_MIN = -1074;
const BINARY_EXPONENT_MAX = 1023;
const POWERS_OF_TWO = powersOfTwo();

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(BINARY_EXPONENT_MAX - BINARY_EXPONENT_MIN + 1);
  const zero = -BINARY_EXPONENT_MIN;
  powers[zero] = 1;
  for (let k = 1; k <= BINARY_EXPONENT_MAX; k += 1) powers[zero + k] = 2 * powers[zero + k - 1]!;
  for (let k = -1; k >= BINARY_EXPONENT_MIN; k -= 1) powers[zero + k] = powers[zero + k + 1]! / 2;
  return powers;
}

function powerOfTwo(exponent: number): number {
  return POWERS_OF_TWO[exponent - BINARY_EXPONENT_MIN]!;
}

/** e^r - 1 for |r| <= 0.35: the Taylor series, whose first neglected term is below 1e-17 of the result. */
function smallExpm1(r: number): number {
  let sum = 1 / 87178291200;
  sum = sum * r + 1 / 6227020800;
  sum = sum * r + 1 / 479001600;
  sum = sum * r + 1 / 39916800;
  sum = sum * r + 1 / 3628800;
  sum = sum * r + 1 / 362880;
  sum = sum * r + 1 / 40320;
  sum = sum * r + 1 / 5040;
  sum = sum * r + 1 / 720;
  sum = sum * r + 1 / 120;
  sum = sum * r + 1 / 24;
  sum = sum * r + 1 / 6;
  sum = sum * r + 0.5;
  return r + r * r * sum;
}

export function exp(x: number): number {
  if (x > EXPONENT_MAX) return Infinity;
  if (x < EXPONENT_MIN) return 0;
  if (x !== x) return x;
  const k = Math.floor(x * LN2_INVERSE + 0.5);
  const r = x - k * LN2_UPPER - k * LN2_LOWER;
  const mantissa = 1 + smallExpm1(r);
  if (k > BINARY_EXPONENT_MAX) return mantissa * powerOfTwo(k - 1) * 2;
  // A subnormal result is scaled in two exact steps and rounded once.
  if (k < -1000) return mantissa * powerOfTwo(k + 200) * powerOfTwo(-200);
  return mantissa * powerOfTwo(k);
}

/** e^x - 1 without cancellation near 0. */
export function expm1(x: number): number {
  if (x > 40 || x !== x) return exp(x);
  if (x < -40) return -1;
  const k = Math.floor(x * LN2_INVERSE + 0.5);
  if (k === 0) return smallExpm1(x);
  const scale = powerOfTwo(k);
  return scale * smallExpm1(x - k * LN2_UPPER - k * LN2_LOWER) + (scale - 1);
}

/** 2 artanh(s) for |s| <= 0.172, which is ln((1 + s)/(1 - s)). */
function doubleArtanh(s: number): number {
  const t = s * s;
  let sum = 1 / 23;
  sum = sum * t + 1 / 21;
  sum = sum * t + 1 / 19;
  sum = sum * t + 1 / 17;
  sum = sum * t + 1 / 15;
  sum = sum * t + 1 / 13;
  sum = sum * t + 1 / 11;
  sum = sum * t + 1 / 9;
  sum = sum * t + 1 / 7;
  sum = sum * t + 0.2;
  sum = sum * t + 1 / 3;
  return 2 * s + 2 * s * t * sum;
}

/** The natural logarithm; -Infinity at 0, NaN below. */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  // Subnormal numbers are lifted first: the steps below reach down to 2^-1023.
  const isSubnormal = x < powerOfTwo(-1022);
  let mantissa = isSubnormal ? x * powerOfTwo(54) : x;
  let exponent = isSubnormal ? -54 : 0;
  for (let k = 512; k >= 1; k /= 2) {
    if (mantissa >= powerOfTwo(k)) {
      mantissa *= powerOfTwo(-k);
      exponent += k;
    } else if (mantissa < powerOfTwo(1 - k)) {
      mantissa *= powerOfTwo(k);
      exponent -= k;
    }
  }
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  } else if (mantissa < Math.SQRT1_2) {
    mantissa *= 2;
    exponent -= 1;
  }
  return exponent * LN2_UPPER + (doubleArtanh((mantissa - 1) / (mantissa + 1)) + exponent * LN2_LOWER);
}

/** ln(1 + x) without cancellation near 0. */
function ln1p(x: number): number {
  return x > -0.29 && x < 0.41 ? doubleArtanh(x / (2 + x)) : ln(1 + x);
}

export function sinh(x: number): number {
  const magnitude = Math.abs(x);
  // Above 40 the other exponential is below the last place; halving the argument avoids an early overflow.
  if (magnitude > 40) {
    const root = exp(magnitude / 2);
    return x < 0 ? -0.5 * root * root : 0.5 * root * root;
  }
  const grown = expm1(magnitude);
  const result = 0.5 * (grown + grown / (grown + 1));
  return x < 0 ? -result : result;
}

/** The inverse of sinh. */
export function asinh(x: number): number {
  const magnitude = Math.abs(x);
  const result = magnitude > 1e8
    ? ln(magnitude) + (LN2_UPPER + LN2_LOWER)
    : ln1p(magnitude + (magnitude * magnitude) / (1 + Math.sqrt(1 + magnitude * magnitude)));
  return x < 0 ? -result : result;
}
