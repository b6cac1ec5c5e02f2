// Generated with nanobias.binpb.
export const SCHEMA_HASH = 0xaad09033;
