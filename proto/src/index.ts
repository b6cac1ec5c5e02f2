export { crc32c } from './crc32c.ts';
export {
  CONTROL_PAYLOAD_BYTES_MAX, FRAME_KIND, HEADER_BYTES, PROTOCOL_MAJOR, SAMPLES_PAYLOAD_BYTES_MAX, STOP_FRAME, STOP_SEQUENCE,
  encodeFrame, frameBytes_max, payloadBytes_max,
} from './frame.ts';
export type { Frame, FrameHeader, FrameKind } from './frame.ts';
export { DEFRAMER_STATE_WORDS, Deframer, blockBytes_max, deframerMemory } from './deframer.ts';
export type { DeframerCounts, DeframerMemory } from './deframer.ts';
export { RAW24_BYTES, RAW32_BYTES, packRaw24, packRaw32, unpackRaw24, unpackRaw32 } from './samples.ts';
export type { BytePipe, CancelTimer, Clock, Entropy } from './link.ts';
