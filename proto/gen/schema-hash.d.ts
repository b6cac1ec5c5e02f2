// Generated with nanobias.binpb.
/** CRC-32C of the descriptor set: a host and a controller that name the same one mean the same messages. */
export declare const SCHEMA_HASH: number;
