// Generated with nanobias.binpb.
export const SCHEMA_HASH = 0x0a11a6cd;
