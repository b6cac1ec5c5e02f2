import { packRaw24, packRaw32, RAW24_BYTES, RAW32_BYTES, unpackRaw24, unpackRaw32 } from '@nanobias/proto';
import type { CodeBlock } from '@nanobias/native';

/** Numbers of the enum Encoding. */
const encoding = { raw32: 1, raw24: 2 } as const;

/** A block as the fields of nanobias.v1.SampleBlock. */
export function sampleBlockOf(block: CodeBlock): { readonly device_time_us: number } {
  const { codes, payload_bytes: _, ...rest } = block;
  const isNarrow = block.bits <= 24;
  const data = new Uint8Array(codes.length * (isNarrow ? RAW24_BYTES : RAW32_BYTES));
  if (isNarrow) packRaw24(codes, data);
  else packRaw32(codes, data);
  return { ...rest, ...{ sample_count: codes.length, encoding: isNarrow ? encoding.raw24 : encoding.raw32, data } };
}

/** A recorded nanobias.v1.SampleBlock as codes. */
export function codeBlockOf(fields: Readonly<Record<string, unknown>>): CodeBlock {
  const { data, encoding: coding, sample_count, ...rest } = fields as unknown as CodeBlock & {
    readonly data: Uint8Array; readonly encoding: number; readonly sample_count: number;
  };
  const codes = new Int32Array(sample_count);
  if (coding === encoding.raw24) unpackRaw24(data, codes, sample_count);
  else unpackRaw32(data, codes, sample_count);
  return { ...rest, payload_bytes: data.length, codes };
}
